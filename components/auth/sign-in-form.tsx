"use client"

import { useRef } from "react"
import type { FormEvent } from "react"
import { useTranslations } from "use-intl/react"

import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"

import { signIn } from "./sign-in.ts"

/** E-mail address and password, and then the page that was wanted. */
export function SignInForm({ callback }: { readonly callback: string }) {
  const t = useTranslations("auth")
  const text = useErrorText()
  const form = useRef<HTMLFormElement>(null)
  const attempt = useChange(signIn, {
    onDone: (isSignedIn) => {
      if (isSignedIn) window.location.assign(callback)
      else form.current?.querySelector<HTMLInputElement>("[name=password]")?.focus()
    },
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    attempt.mutate(new FormData(event.currentTarget))
  }
  // Sent before the page has come alive, a password must not stand in the address.
  return (
    <form ref={form} method="post" onSubmit={submit} className="flex flex-col gap-4">
      <h1 className="text-lg font-semibold">{t("signInTitle")}</h1>
      {attempt.data === false && <Callout tone="bad" title={t("wrong")} isAlert />}
      {attempt.error && <Callout tone="warn" title={text(attempt.error)} isAlert />}
      <Field label={t("email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required />}
      </Field>
      <Field label={t("password")}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" variant="primary" isPending={attempt.isPending || attempt.data === true}>
        {t("signIn")}
      </Button>
      <p className="text-sm text-fg-2">{t("firstRun")}</p>
    </form>
  )
}
