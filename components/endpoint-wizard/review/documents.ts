import { secretNames, withPlaceholders } from "../form/secrets.ts"
import type { WizardMode } from "../form/steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "../form/to-requests.ts"
import type { FilesAt, RequestBody } from "../form/to-requests.ts"
import type { WizardForm } from "../form/wizard-form.ts"

/** What the form comes to, in the terms of every tab: two bodies at most, and how they are to be sent. */
export interface Documents {
  readonly workspace: string
  readonly endpointName: string
  readonly deploymentName: string
  /** Null where the form makes none. */
  readonly endpoint: RequestBody | null
  readonly deployment: RequestBody | null
  /** Whether the deployment exists already. */
  readonly isUpdate: boolean
  readonly isAllTraffic: boolean
  /** Environment variables whose values stand as `${NAME}`. */
  readonly secrets: readonly string[]
  readonly idempotencyKey: string
}

interface DocumentsPlace {
  readonly workspace: string
  readonly mode: WizardMode
  readonly endpointName: string
  readonly files: FilesAt
}

/** The documents of a form. Secrets are placeholders in them: what is shown, copied or downloaded holds none. Pure. */
export function toDocuments(form: WizardForm, { workspace, mode, endpointName, files }: DocumentsPlace): Documents {
  const shown = withPlaceholders(form)
  const hasDeployment = mode !== "endpoint" || form.hasDeployment
  return {
    workspace,
    endpointName,
    deploymentName: form.deployment.name.trim(),
    endpoint: mode === "endpoint" ? toEndpointRequest(shown.endpoint) : null,
    deployment: hasDeployment ? toDeploymentRequest(shown.deployment, endpointName, files) : null,
    isUpdate: mode === "edit",
    isAllTraffic: mode !== "edit" && hasDeployment && form.deployment.traffic === "all",
    secrets: hasDeployment ? secretNames(form) : [],
    idempotencyKey: form.submissionKey,
  }
}

/** Under which key each request is sent: done once, however often it arrives. */
export function keyOf(idempotencyKey: string, what: "endpoint" | "deployment"): string {
  return `${idempotencyKey}-${what}`
}
