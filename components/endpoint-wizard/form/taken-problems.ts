import type { WizardMode } from "./steps.ts"
import type { Problem } from "./validate-form.ts"
import type { WizardForm } from "./wizard-form.ts"

interface Taken {
  readonly endpointTaken: boolean
  readonly takenNames: readonly string[]
}

/** Names that somebody has already: the studio knows them, the schema does not. */
export function takenProblems(form: WizardForm, mode: WizardMode, { endpointTaken, takenNames }: Taken): Problem[] {
  const name = form.deployment.name.trim()
  const isTaken = mode === "deployment" && takenNames.some((one) => one.toLowerCase() === name.toLowerCase())
  return [
    ...(endpointTaken
      ? [
          {
            field: "endpoint.name",
            step: "basics",
            rule: "nameTaken",
            values: { name: form.endpoint.name.trim() },
          } as const,
        ]
      : []),
    ...(isTaken ? [{ field: "deployment.name", step: "model", rule: "nameTaken", values: { name } } as const] : []),
  ]
}
