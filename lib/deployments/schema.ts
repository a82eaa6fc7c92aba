import { z } from "zod"

import { assetReference, modelInput, treeReference } from "#lib/assets/contract.ts"
import { HEALTH, plainText, PROVISIONING_STATES, resourceName, textMap, wholeNumber } from "#lib/endpoints/contract.ts"

export { HEALTH, PROVISIONING_STATES } from "#lib/endpoints/contract.ts"
export type { Health, ProvisioningState } from "#lib/endpoints/contract.ts"

/** What one instance is doing. */
export const INSTANCE_PHASES = ["Pending", "Starting", "Ready", "Unready", "Draining", "Stopped"] as const
export type InstancePhase = (typeof INSTANCE_PHASES)[number]

export const INSTANCES_MAX = 50
export const REQUEST_TIMEOUT_MS_MAX = 300_000
/** Exits before the first ready that make a deployment Failed. */
export const EXITS_BEFORE_READY_MAX = 3

const yamlBoolean = z.union([
  z.boolean(),
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(["true", "false"]))
    .transform((value) => value === "true"),
])

/** Probe settings with Azure's bounds and defaults: seconds and counts. */
export const probeSettings = z.strictObject({
  initial_delay: wholeNumber(1, 3600).default(10),
  period: wholeNumber(1, 3600).default(10),
  timeout: wholeNumber(1, 600).default(2),
  success_threshold: wholeNumber(1, 100).default(1),
  failure_threshold: wholeNumber(1, 1000).default(30),
})
export type ProbeSettings = z.infer<typeof probeSettings>

export const requestSettings = z.strictObject({
  request_timeout_ms: wholeNumber(1, REQUEST_TIMEOUT_MS_MAX).default(5000),
  max_concurrent_requests_per_instance: wholeNumber(1, 1000).default(1),
  max_queue_wait_ms: wholeNumber(0, 60_000).default(500),
})
export type RequestSettings = z.infer<typeof requestSettings>

/** An environment written inside a deployment. `conda_file` is the file's content: text or the parsed mapping. */
const inlineEnvironment = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  version: plainText.optional(),
  description: z.string().nullish(),
  tags: textMap.nullish(),
  image: z.string().nullish(),
  conda_file: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  build: z.strictObject({ path: z.string().optional(), dockerfile_path: z.string().optional() }).nullish(),
  os_type: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["linux", "windows"]))
    .default("linux"),
  inference_config: z.record(z.string(), z.unknown()).nullish(),
})

/** Keys that `show` prints and that a file may therefore carry back; they are read and dropped. */
const readOnly = z.unknown().optional()
const readOnlyKeys = {
  $schema: readOnly,
  id: readOnly,
  provisioning_state: readOnly,
  health: readOnly,
  generation: readOnly,
  serving_generation: readOnly,
  failed_generation: readOnly,
  failure: readOnly,
  conditions: readOnly,
  warnings: readOnly,
  instances: readOnly,
  revision: readOnly,
  created_by: readOnly,
  created_at: readOnly,
  updated_at: readOnly,
}

const scaleSettings = z
  .looseObject({
    type: z
      .string()
      .toLowerCase()
      .pipe(z.enum(["default", "target_utilization"]))
      .default("default"),
  })
  .nullish()

/** A managed online deployment as YAML, REST and forms write it: Azure's `managedOnlineDeployment.schema.json`. */
export const onlineDeploymentInput = z.strictObject({
  ...readOnlyKeys,
  name: resourceName,
  endpoint_name: resourceName,
  type: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["managed", "kubernetes"]))
    .nullish(),
  description: z.string().max(5000).nullish(),
  tags: textMap.nullish(),
  properties: textMap.nullish(),
  model: z.union([assetReference, modelInput]).nullish(),
  model_mount_path: z.string().regex(/^\//, "must be an absolute path").nullish(),
  code_configuration: z
    .strictObject({
      code: z.union([assetReference, treeReference]),
      scoring_script: z
        .string()
        .min(1)
        .max(1024)
        .refine((value) => !value.startsWith("/") && !value.split("/").includes(".."), {
          message: "must be a path inside the code folder, without ..",
        }),
    })
    .nullish(),
  environment: z.union([assetReference, inlineEnvironment]).nullish(),
  environment_variables: z
    .record(
      z
        .string()
        .regex(
          /^[A-Za-z_][A-Za-z0-9_]*$/,
          "must hold only letters, digits and underscores, and not start with a digit",
        ),
      plainText.pipe(z.string().max(32_768)),
    )
    .nullish(),
  instance_type: z.string().min(1).max(128).default("Standard_DS3_v2"),
  instance_count: wholeNumber(1, INSTANCES_MAX).default(1),
  app_insights_enabled: yamlBoolean.default(false),
  scale_settings: scaleSettings,
  /** How pages of Azure's documentation write it. */
  scale_setting: scaleSettings,
  data_collector: z.record(z.string(), z.unknown()).nullish(),
  request_settings: requestSettings.prefault({}),
  liveness_probe: probeSettings.prefault({}),
  readiness_probe: probeSettings.prefault({}),
  egress_public_network_access: z
    .string()
    .toLowerCase()
    .pipe(z.enum(["enabled", "disabled"]))
    .default("enabled"),
  private_network_connection: yamlBoolean.nullish(),
  resources: z.record(z.string(), z.unknown()).nullish(),
})

export type OnlineDeploymentInput = z.infer<typeof onlineDeploymentInput>

/** Desired state of one generation: everything resolved, nothing that can change under it. Stored with the revision. */
export const deploymentSpec = z.object({
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  model: z
    .object({
      id: z.string(),
      name: z.string(),
      version: z.string(),
      treeDigest: z.string(),
      pathKind: z.enum(["file", "folder"]),
      pathName: z.string(),
    })
    .nullable(),
  modelMountPath: z.string(),
  code: z
    .object({
      id: z.string(),
      name: z.string(),
      version: z.string(),
      treeDigest: z.string(),
      pathName: z.string(),
      scoringScript: z.string(),
    })
    .nullable(),
  environment: z.object({ id: z.string(), name: z.string(), version: z.string(), spec: inlineEnvironment }),
  environmentVariables: z.record(z.string(), z.string()),
  instanceType: z.string(),
  instanceCount: z.int(),
  appInsightsEnabled: z.boolean(),
  requestSettings: requestSettings,
  livenessProbe: probeSettings,
  readinessProbe: probeSettings,
  egress: z.boolean(),
  warnings: z.array(z.string()),
})

export type DeploymentSpec = z.infer<typeof deploymentSpec>

/** Why a generation failed, with what shows it. */
export const deploymentFailure = z.object({
  code: z.string(),
  /** What lies behind the code, if more is known: of an environment, why its build ended. */
  reason: z.string().nullable().default(null),
  message: z.string(),
  phase: z.enum(["environment", "start", "imports", "init", "readiness", "running"]),
  generation: z.int(),
  log: z.array(z.string()),
})
export type DeploymentFailure = z.infer<typeof deploymentFailure>

export const condition = z.object({ type: z.string(), reason: z.string(), message: z.string() })
export type Condition = z.infer<typeof condition>

/** How an instance ended, as it is kept with its row. */
export const instanceEnd = z.object({
  /** Exit code of the process. */
  code: z.int().nullable(),
  signal: z.int().nullable(),
  /** Ended because it used more memory than its instance type has. */
  oom: z.boolean(),
  /** The step in which it ended. */
  phase: z.string(),
  /** What the runtime said of its failure. */
  error: z.object({ kind: z.string(), message: z.string() }).nullable(),
  /** The host could not start it at all. */
  startError: z.string().nullable(),
  /** The last lines of its output. */
  log: z.array(z.string()),
})
export type InstanceEnd = z.infer<typeof instanceEnd>

export const instanceView = z.object({
  id: z.string(),
  generation: z.int(),
  phase: z.enum(INSTANCE_PHASES),
  restarts: z.int(),
  started_at: z.string().nullable(),
  ready_at: z.string().nullable(),
  phases_ms: z.record(z.string(), z.number()),
  /** How its process ended last; null while none did. */
  last_exit: instanceEnd.nullable(),
  conditions: z.array(condition),
})
export type InstanceView = z.infer<typeof instanceView>

/** A deployment as the API answers it. */
export const onlineDeploymentView = z.object({
  id: z.string(),
  name: z.string(),
  endpoint_name: z.string(),
  type: z.literal("managed"),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  model: z.string().nullable(),
  model_mount_path: z.string(),
  code_configuration: z.object({ code: z.string(), scoring_script: z.string() }).nullable(),
  environment: z.string(),
  environment_variables: z.record(z.string(), z.string()),
  instance_type: z.string(),
  instance_count: z.int(),
  app_insights_enabled: z.boolean(),
  scale_settings: z.object({ type: z.literal("default") }),
  request_settings: requestSettings,
  liveness_probe: probeSettings,
  readiness_probe: probeSettings,
  egress_public_network_access: z.enum(["enabled", "disabled"]),
  provisioning_state: z.enum(PROVISIONING_STATES),
  health: z.enum(HEALTH),
  generation: z.int(),
  serving_generation: z.int().nullable(),
  failed_generation: z.int().nullable(),
  failure: deploymentFailure.nullable(),
  conditions: z.array(condition),
  warnings: z.array(z.string()),
  instances: z.array(instanceView),
  revision: z.int(),
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
})

export type OnlineDeploymentView = z.infer<typeof onlineDeploymentView>
