import { sendJson } from "#components/data/send-json.ts"
import type { DeploymentCheck, DeploymentPreflight } from "#lib/deployments/contract.ts"
import type { EndpointCheck, EndpointPreflight } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { WizardMode } from "../form/steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "../form/to-requests.ts"
import type { WizardForm } from "../form/wizard-form.ts"

/** One thing that the studio found, of the endpoint or of its deployment. */
export type Finding =
  | { readonly of: "endpoint"; readonly check: EndpointCheck }
  | { readonly of: "deployment"; readonly check: DeploymentCheck }

interface PreflightPlace {
  readonly workspace: string
  readonly mode: WizardMode
  readonly endpointName: string
  readonly signal: AbortSignal
}

/** Asks the studio what would come of the form. @throws ApiError */
export async function runPreflight(form: WizardForm, place: PreflightPlace): Promise<readonly Finding[]> {
  const { workspace, mode, endpointName, signal } = place
  const findings: Finding[] = []
  if (mode === "endpoint") {
    const isNew = form.createdEndpoint !== endpointName
    const path = `${fillPath(apiPaths.checkEndpoint, { workspace, endpoint: endpointName })}?create_only=${isNew}`
    const body = toEndpointRequest(form.endpoint)
    const { checks } = (await sendJson<EndpointPreflight>("POST", path, { body, signal })).body
    findings.push(...checks.map((check) => ({ of: "endpoint", check }) as const))
  }
  if (mode !== "endpoint" || form.hasDeployment) {
    const deployment = form.deployment.name.trim()
    const at = fillPath(apiPaths.checkDeployment, { workspace, endpoint: endpointName, deployment })
    const body = toDeploymentRequest(form.deployment, endpointName)
    const path = `${at}?create_only=${mode !== "edit"}`
    const { checks } = (await sendJson<DeploymentPreflight>("POST", path, { body, signal })).body
    // The endpoint is made first, so it is no failure that it is not there yet.
    const own = mode === "endpoint" ? checks.filter(({ id }) => id !== "endpoint_missing") : checks
    findings.push(...own.map((check) => ({ of: "deployment", check }) as const))
  }
  return findings
}
