import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { blankForm } from "./wizard-form.ts"
import type { DeploymentForm, ProbeForm } from "./wizard-form.ts"

const probeOf = (probe: OnlineDeploymentView["readiness_probe"]): ProbeForm => ({
  initial_delay: String(probe.initial_delay),
  period: String(probe.period),
  timeout: String(probe.timeout),
  success_threshold: String(probe.success_threshold),
  failure_threshold: String(probe.failure_threshold),
})

/** The form that would give a deployment as it is wanted now: to change it, or to make another one like it. */
export function fromDeployment(view: OnlineDeploymentView): DeploymentForm {
  const blank = blankForm().deployment
  const { request_settings: settings } = view
  return {
    ...blank,
    name: view.name,
    description: view.description,
    tags: Object.entries(view.tags).map(([key, value]) => ({ key, value })),
    modelSource: view.model === null ? "none" : "registered",
    modelReference: view.model ?? "",
    codeSource: view.code_configuration === null ? "upload" : "registered",
    codeReference: view.code_configuration?.code ?? "",
    scoringScript: view.code_configuration?.scoring_script ?? blank.scoringScript,
    environmentSource: "registered",
    environmentReference: view.environment,
    variables: Object.entries(view.environment_variables).map(([key, value]) => ({
      key,
      value,
      isSecret: null,
      wasSet: false,
    })),
    instanceType: view.instance_type,
    instanceCount: String(view.instance_count),
    requestTimeoutMs: String(settings.request_timeout_ms),
    maxConcurrentRequests: String(settings.max_concurrent_requests_per_instance),
    maxQueueWaitMs: String(settings.max_queue_wait_ms),
    readiness: probeOf(view.readiness_probe),
    liveness: probeOf(view.liveness_probe),
    egress: view.egress_public_network_access === "enabled",
    traffic: "none",
    extra: {
      ...(view.model_mount_path === DEFAULT_MOUNT ? {} : { model_mount_path: view.model_mount_path }),
      ...(Object.keys(view.properties).length > 0 ? { properties: view.properties } : {}),
      ...(view.app_insights_enabled ? { app_insights_enabled: true } : {}),
    },
  }
}

/** What the API says when nobody asked for another one (lib/deployments/build-spec.ts). */
const DEFAULT_MOUNT = "/var/azureml-app/azureml-models"
