"use client"

import type { FocusEvent, KeyboardEvent } from "react"
import { useTranslations } from "use-intl/react"

import { useViewer } from "#components/identity/viewer.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { Facts, Panel } from "#components/ui/panel.tsx"

import type { SaveMe } from "./use-save-me.ts"

const NAME_LENGTH_MAX = 200

/** Who one is. The name is saved when one leaves its field. */
export function ProfilePanel({ me: { name, save } }: { readonly me: SaveMe }) {
  const t = useTranslations("me")
  const { user } = useViewer().me
  function commit({ currentTarget }: FocusEvent<HTMLInputElement>) {
    const typed = currentTarget.value.trim()
    if (typed !== name) save({ name: typed })
  }
  function leaveOnEnter({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) {
    if (key === "Enter") currentTarget.blur()
  }
  return (
    <Panel title={t("profile")}>
      <Facts facts={[[t("email"), user.email]]} />
      <Field label={t("name")} hint={t("nameHint", { email: user.email })}>
        {(control) => (
          <Input
            {...control}
            // A name that was taken back is shown again.
            key={name}
            defaultValue={name}
            autoComplete="name"
            maxLength={NAME_LENGTH_MAX}
            onBlur={commit}
            onKeyDown={leaveOnEnter}
          />
        )}
      </Field>
    </Panel>
  )
}
