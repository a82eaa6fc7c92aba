import { z } from "zod"

import { checkOf } from "#lib/endpoints/contract.ts"

export const DEPLOYMENT_CHECKS = [
  // Endpoint and name
  "endpoint_found",
  "endpoint_missing",
  "name_free",
  "name_exists",
  "deployment_will_change",
  "deployments_room",
  "deployments_limit",
  "unsupported",
  // Model
  "model_none",
  "model_found",
  "model_refused",
  "model_disk_enough",
  "model_disk_short",
  "model_memory_enough",
  "model_memory_short",
  // Code
  "code_found",
  "code_refused",
  "script_found",
  "script_missing",
  "script_complete",
  "script_incomplete",
  "script_unclear",
  // Environment
  "environment_found",
  "environment_refused",
  "environment_built",
  "environment_to_build",
  "environment_unbuildable",
  "environment_note",
  "disk_short",
  // Size and host
  "instance_type_known",
  "instance_type_unknown",
  "instance_type_note",
  "host_memory_enough",
  "host_memory_short",
  "host_cpu_enough",
  "host_cpu_short",
  // How it runs
  "start_up_budget",
  "start_up_budget_short",
  "workers_fit",
  "workers_fewer",
  "workers_idle",
] as const

export const deploymentCheck = checkOf(DEPLOYMENT_CHECKS)
export type DeploymentCheck = z.infer<typeof deploymentCheck>

export const deploymentPreflight = z.object({ checks: z.array(deploymentCheck) })
export type DeploymentPreflight = z.infer<typeof deploymentPreflight>
