import type { DeploymentSpec } from "./schema.ts"

const reference = ({ name, version }: { name: string; version: string }) => `azureml:${name}:${version}`

/** A generation's desired state in the keys of the file that asks for it, its assets as exact versions. Pure. */
export function definitionOf(spec: DeploymentSpec) {
  return {
    type: "managed" as const,
    description: spec.description,
    tags: spec.tags,
    properties: spec.properties,
    model: spec.model && reference(spec.model),
    model_mount_path: spec.modelMountPath,
    code_configuration: spec.code && { code: reference(spec.code), scoring_script: spec.code.scoringScript },
    environment: reference(spec.environment),
    environment_variables: spec.environmentVariables,
    instance_type: spec.instanceType,
    instance_count: spec.instanceCount,
    app_insights_enabled: spec.appInsightsEnabled,
    scale_settings: { type: "default" as const },
    request_settings: spec.requestSettings,
    liveness_probe: spec.livenessProbe,
    readiness_probe: spec.readinessProbe,
    egress_public_network_access: spec.egress ? ("enabled" as const) : ("disabled" as const),
  }
}
