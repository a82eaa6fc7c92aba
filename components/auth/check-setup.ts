import type { useTranslations } from "use-intl/react"

import { PASSWORD_LENGTH_MIN } from "#lib/identity/contract.ts"

import { formText } from "./form-text.ts"

export type SetupField = "email" | "password"

const looksLikeEmail = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** What is wrong with the first owner's fields, before they are sent. The API decides; this says it sooner. */
export function checkSetup(
  form: FormData,
  t: ReturnType<typeof useTranslations<"auth">>,
): Partial<Record<SetupField, string>> {
  const [email, password] = [formText(form, "email"), formText(form, "password")]
  return {
    ...(looksLikeEmail(email) ? {} : { email: t("emailInvalid") }),
    ...(password.length >= PASSWORD_LENGTH_MIN ? {} : { password: t("passwordShort", { min: PASSWORD_LENGTH_MIN }) }),
  }
}
