import { fromDeploymentRequest, fromEndpointRequest } from "./from-requests.ts"
import { withPlaceholders } from "./secrets.ts"
import type { WizardMode } from "./steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "./to-requests.ts"
import type { RequestBody } from "./to-requests.ts"
import type { VariableForm, WizardForm } from "./wizard-form.ts"

/** The documents that a form is: what it makes, with placeholders for secrets. */
export function bodiesOf(form: WizardForm, mode: WizardMode, endpointName: string): readonly RequestBody[] {
  const shown = withPlaceholders(form)
  const deployment = toDeploymentRequest(shown.deployment, endpointName)
  if (mode !== "endpoint") return [deployment]
  const endpoint = toEndpointRequest(shown.endpoint)
  return form.hasDeployment ? [endpoint, deployment] : [endpoint]
}

/**
 * The form with what its documents say; of a deployment without a document everything stays.
 *
 * @param variables what `${NAME}` stands for: secrets among these
 */
export function withBodies(
  form: WizardForm,
  mode: WizardMode,
  bodies: readonly RequestBody[],
  variables: readonly VariableForm[],
): WizardForm {
  const [first = {}, second] = bodies
  const deploymentOf = (body: RequestBody) => fromDeploymentRequest(body, form.deployment, variables)
  if (mode !== "endpoint") return { ...form, deployment: deploymentOf(first) }
  return {
    ...form,
    endpoint: fromEndpointRequest(first),
    hasDeployment: second !== undefined,
    deployment: second ? deploymentOf(second) : form.deployment,
  }
}
