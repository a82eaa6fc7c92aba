"use client"

import { useState } from "react"
import type { FormEvent } from "react"
import { useTranslations } from "use-intl/react"

import { formText } from "#components/auth/form-text.ts"
import { useViewer } from "#components/identity/viewer.tsx"
import { Input, Select } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import type { TokenInput } from "#lib/identity/contract.ts"

/** Id of the form, for the button outside of it. */
export const TOKEN_FORM = "token-form"
const LIVES_DAYS = [7, 30, 90, 365] as const
const LIFE_DAYS_DEFAULT = 90
const NAME_LENGTH_MAX = 200

/** What a token is for, where it works and how long. */
export function TokenForm({ onSubmit }: { readonly onSubmit: (input: TokenInput) => void }) {
  const t = useTranslations("me")
  const { me } = useViewer()
  const [isNameMissing, setNameMissing] = useState(false)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [name, workspace, days] = [formText(form, "name").trim(), formText(form, "workspace"), formText(form, "days")]
    setNameMissing(name === "")
    if (name === "") event.currentTarget.querySelector<HTMLInputElement>("[name=name]")?.focus()
    else {
      onSubmit({
        name,
        ...(workspace === "" ? {} : { workspace }),
        ...(days === "" ? {} : { expires_in_days: Number(days) }),
      })
    }
  }
  return (
    <form id={TOKEN_FORM} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label={t("tokenName")} hint={t("tokenNameHint")} error={isNameMissing ? t("tokenNameMissing") : undefined}>
        {(control) => <Input {...control} name="name" maxLength={NAME_LENGTH_MAX} autoComplete="off" />}
      </Field>
      <Field label={t("tokenWorkspace")}>
        {(control) => (
          <Select {...control} name="workspace">
            <option value="">{t("tokenAll")}</option>
            {me.workspaces.map(({ id, name }) => (
              <option key={id}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("tokenLife")}>
        {(control) => (
          <Select {...control} name="days" defaultValue={LIFE_DAYS_DEFAULT}>
            {LIVES_DAYS.map((days) => (
              <option key={days} value={days}>
                {t("tokenDays", { days })}
              </option>
            ))}
            <option value="">{t("tokenNever")}</option>
          </Select>
        )}
      </Field>
    </form>
  )
}
