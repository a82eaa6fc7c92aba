import type { WizardForm } from "./wizard-form.ts"

export const STEPS = ["basics", "access", "model", "code", "compute", "runtime", "traffic", "review"] as const
export type StepId = (typeof STEPS)[number]

/** Which form is open: a new endpoint, one more deployment, or a new revision of one. */
export type WizardMode = "endpoint" | "deployment" | "edit"

const ENDPOINT_STEPS: readonly StepId[] = ["basics", "access"]

/** The steps of a form. An endpoint alone is described in two; one that exists has none; an update leaves traffic alone. */
export function stepsOf(mode: WizardMode, form: Pick<WizardForm, "hasDeployment">): readonly StepId[] {
  if (mode === "endpoint") return form.hasDeployment ? STEPS : [...ENDPOINT_STEPS, "review"]
  const own = STEPS.filter((step) => !ENDPOINT_STEPS.includes(step))
  return mode === "edit" ? own.filter((step) => step !== "traffic") : own
}

const FIELD_STEPS: ReadonlyArray<readonly [prefix: string, step: StepId]> = [
  ["endpoint.auth_mode", "access"],
  ["endpoint.public_network_access", "access"],
  ["endpoint.traffic", "traffic"],
  ["endpoint.", "basics"],
  ["deployment.code_configuration", "code"],
  ["deployment.environment", "code"],
  ["deployment.instance", "compute"],
  ["deployment.egress", "compute"],
  ["deployment.request_settings", "runtime"],
  ["deployment.liveness_probe", "runtime"],
  ["deployment.readiness_probe", "runtime"],
  ["deployment.traffic", "traffic"],
  ["deployment.", "model"],
]

/** The step that holds a field, by the key of the request: `deployment.environment.conda_file` is on `code`. */
export function stepOfField(field: string): StepId {
  return FIELD_STEPS.find(([prefix]) => field.startsWith(prefix))?.[1] ?? "review"
}
