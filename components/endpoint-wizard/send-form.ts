import { sendJson } from "#components/data/send-json.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { WizardMode } from "./form/steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "./form/to-requests.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { keyOf } from "./review/documents.ts"

interface SendFormPlace {
  readonly workspace: string
  readonly mode: WizardMode
  readonly endpointName: string
  /** Told when the endpoint exists: a failure after that must not create it again. */
  readonly onEndpoint: () => void
}

/** Sends the form: the endpoint, then its deployment. Sending it twice does it once. @throws ApiError */
export async function sendForm(
  form: WizardForm,
  { workspace, mode, endpointName, onEndpoint }: SendFormPlace,
): Promise<void> {
  const key = form.submissionKey
  if (mode === "endpoint") {
    const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: endpointName })
    const isThere = form.createdEndpoint === endpointName
    await sendJson("PUT", path, {
      body: toEndpointRequest(form.endpoint),
      // What an earlier attempt made is brought to what the form says now.
      ...(isThere ? {} : { isNew: true, idempotencyKey: keyOf(key, "endpoint") }),
    })
    onEndpoint()
    if (!form.hasDeployment) return
  }
  const deployment = form.deployment.name.trim()
  const path = fillPath(apiPaths.deployment, { workspace, endpoint: endpointName, deployment })
  const query = mode !== "edit" && form.deployment.traffic === "all" ? "?all_traffic=true" : ""
  await sendJson("PUT", `${path}${query}`, {
    body: toDeploymentRequest(form.deployment, endpointName),
    idempotencyKey: keyOf(key, "deployment"),
    ...preconditionOf(form, mode),
  })
}

/** What somebody else did meanwhile is not overwritten: a new deployment must be new, a changed one as it was read. */
function preconditionOf({ baseRevision }: WizardForm, mode: WizardMode) {
  if (mode !== "edit") return { isNew: true }
  return baseRevision === null ? {} : { ifMatch: baseRevision }
}
