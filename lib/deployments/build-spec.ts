import { deploymentSpec } from "./schema.ts"
import type { DeploymentSpec, OnlineDeploymentInput } from "./schema.ts"

/** Azure's mount point of models when the file does not name one. */
export const MODEL_MOUNT_PATH = "/var/azureml-app/azureml-models"

/** The assets of a deployment, resolved to exact versions. */
export interface ResolvedAssets {
  readonly model: DeploymentSpec["model"]
  readonly code: Omit<NonNullable<DeploymentSpec["code"]>, "scoringScript"> | null
  readonly environment: DeploymentSpec["environment"]
}

/** The desired state that a file and its resolved assets describe. What Caudal reads and does not act on is a warning. */
export function buildSpec(input: OnlineDeploymentInput, { model, code, environment }: ResolvedAssets): DeploymentSpec {
  const warnings: string[] = []
  if (input.app_insights_enabled) {
    warnings.push("app_insights_enabled is kept, but nothing is sent to Application Insights.")
  }
  if (input.data_collector) warnings.push("data_collector is ignored: no data is collected here.")
  if (input.private_network_connection) warnings.push("private_network_connection has no meaning here.")
  if (input.resources) warnings.push("resources belongs to Kubernetes deployments; instance_type decides here.")
  const scoringScript = input.code_configuration?.scoring_script
  return deploymentSpec.parse({
    description: input.description ?? "",
    tags: input.tags ?? {},
    properties: input.properties ?? {},
    model,
    modelMountPath: input.model_mount_path ?? MODEL_MOUNT_PATH,
    code: code && scoringScript !== undefined ? { ...code, scoringScript } : null,
    environment,
    environmentVariables: input.environment_variables ?? {},
    instanceType: input.instance_type,
    instanceCount: input.instance_count,
    appInsightsEnabled: input.app_insights_enabled,
    requestSettings: input.request_settings,
    livenessProbe: input.liveness_probe,
    readinessProbe: input.readiness_probe,
    egress: input.egress_public_network_access === "enabled",
    warnings,
  })
}
