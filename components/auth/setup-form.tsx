"use client"

import { useState, useSyncExternalStore } from "react"
import type { FormEvent } from "react"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Field } from "#components/ui/field.tsx"
import { PASSWORD_LENGTH_MIN } from "#lib/identity/contract.ts"
import { apiPaths, pagePaths } from "#lib/urls/contract.ts"

import { checkSetup } from "./check-setup.ts"
import type { SetupField } from "./check-setup.ts"
import { formText } from "./form-text.ts"
import { signIn } from "./sign-in.ts"

const subscribeToHash = (tell: () => void) => {
  window.addEventListener("hashchange", tell)
  return () => window.removeEventListener("hashchange", tell)
}
/** The code stands behind `#`, which only the browser knows. */
const useSetupToken = () =>
  useSyncExternalStore(
    subscribeToHash,
    () => window.location.hash.slice(1),
    () => null,
  )

/** Makes the first owner of the installation and signs them in. */
export function SetupForm() {
  const t = useTranslations("auth")
  const text = useErrorText()
  const token = useSetupToken()
  const [problems, setProblems] = useState<Partial<Record<SetupField, string>>>({})
  const setup = useChange(
    async (form: FormData) => {
      const name = formText(form, "name").trim()
      const body = {
        token,
        email: formText(form, "email"),
        password: formText(form, "password"),
        ...(name === "" ? {} : { name }),
      }
      await sendJson("POST", apiPaths.setup, { body })
      return await signIn(form)
    },
    { onDone: (isSignedIn) => window.location.assign(isSignedIn ? pagePaths.start : pagePaths.login()) },
  )
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const found = checkSetup(form, t)
    setProblems(found)
    const first = Object.keys(found)[0]
    if (first === undefined) setup.mutate(form)
    else event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  }
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      <h1 className="text-lg font-semibold">{t("setupTitle")}</h1>
      <p className="text-fg-2">{t("setupAbout")}</p>
      {token === "" && <Callout tone="warn" title={t("setupNoToken")} isAlert />}
      {setup.error && <Callout tone="bad" title={text(setup.error)} isAlert />}
      <Field label={t("email")} error={problems.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field label={t("name")} aside={useTranslations("common")("optional")}>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={200} />}
      </Field>
      <Field label={t("password")} hint={t("passwordHint", { min: PASSWORD_LENGTH_MIN })} error={problems.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <Button type="submit" variant="primary" disabled={token === ""} isPending={setup.isPending || setup.isSuccess}>
        {t("setupSubmit")}
      </Button>
    </form>
  )
}
