import type { OnlineDeploymentView } from "./schema.ts"

/** What people decide about a deployment, in the keys of its file: what a PUT takes, without what was observed. */
export type DeploymentDefinition = Omit<
  OnlineDeploymentView,
  | "id"
  | "provisioning_state"
  | "health"
  | "generation"
  | "serving_generation"
  | "failed_generation"
  | "failure"
  | "conditions"
  | "warnings"
  | "instances"
  | "revision"
  | "created_by"
  | "created_at"
  | "updated_at"
>

/**
 * The definition that a deployment was given, to send it again changed or unchanged. Its assets are exact versions, so
 * sending it back changes nothing by itself.
 */
export function toDeploymentInput(view: OnlineDeploymentView): DeploymentDefinition {
  return {
    name: view.name,
    endpoint_name: view.endpoint_name,
    type: view.type,
    description: view.description,
    tags: view.tags,
    properties: view.properties,
    model: view.model,
    model_mount_path: view.model_mount_path,
    code_configuration: view.code_configuration,
    environment: view.environment,
    environment_variables: view.environment_variables,
    instance_type: view.instance_type,
    instance_count: view.instance_count,
    app_insights_enabled: view.app_insights_enabled,
    scale_settings: view.scale_settings,
    request_settings: view.request_settings,
    liveness_probe: view.liveness_probe,
    readiness_probe: view.readiness_probe,
    egress_public_network_access: view.egress_public_network_access,
  }
}
