import { looksSecret } from "#lib/deployments/contract.ts"

import type { VariableForm, WizardForm } from "./wizard-form.ts"

/** Whether a variable is kept out of drafts and files: as somebody said, or by its looks. */
export function isSecretVariable({ key, value, isSecret, wasSet }: VariableForm): boolean {
  return isSecret ?? (wasSet || looksSecret(key, value))
}

/** The form without its secrets: of them only whether they were set. */
export function withoutSecrets(form: WizardForm): WizardForm {
  const variables = form.deployment.variables.map((one) =>
    isSecretVariable(one) ? { ...one, value: "", wasSet: one.wasSet || one.value !== "" } : one,
  )
  // A map that the form cannot read may hold any secret.
  const { environment_variables: unread, ...extra } = form.deployment.extra
  // Comments are worth less than a secret: a text that holds one is not kept.
  const values = form.deployment.variables.filter(isSecretVariable).map(({ value }) => value)
  const isSafe = unread === undefined && values.every((value) => value === "" || !form.yamlText.includes(value))
  return { ...form, yamlText: isSafe ? form.yamlText : "", deployment: { ...form.deployment, variables, extra } }
}

/** `${NAME}` in the place of every secret, for what is shown, copied and downloaded. */
export function withPlaceholders(form: WizardForm): WizardForm {
  const variables = form.deployment.variables.map((one) =>
    isSecretVariable(one) ? { ...one, value: `\${${one.key.trim()}}` } : one,
  )
  return { ...form, deployment: { ...form.deployment, variables } }
}

/** Names of the secrets, in their order. */
export function secretNames(form: WizardForm): readonly string[] {
  return form.deployment.variables.flatMap((one) =>
    isSecretVariable(one) && one.key.trim() !== "" ? [one.key.trim()] : [],
  )
}

/** The secrets that the deployment has already, in place of those that a draft did not keep. */
export function withKnownSecrets(form: WizardForm, known: Readonly<Record<string, string>>): WizardForm {
  const variables = form.deployment.variables.map((one) =>
    one.wasSet && one.value === "" ? { ...one, value: known[one.key.trim()] ?? "" } : one,
  )
  return { ...form, deployment: { ...form.deployment, variables } }
}
