import { z } from "zod"

import { resourceName, textMap, wholeNumber } from "./names.ts"
import { HEALTH, PROVISIONING_STATES } from "./statuses.ts"

/** Endpoint states as Azure shows them. */
export const ENDPOINT_STATES = ["Creating", "Updating", "Deleting", "Succeeded", "Failed", "Canceled"] as const
export type EndpointState = (typeof ENDPOINT_STATES)[number]

/** How long a deleted endpoint or deployment can be restored, milliseconds. */
export const SOFT_DELETE_MS = 7 * 24 * 3600 * 1000
export const DEPLOYMENTS_PER_ENDPOINT_MAX = 20
export const ENDPOINTS_PER_WORKSPACE_MAX = 10_000

const AUTH_MODES = ["key", "aml_token", "aad_token"] as const

/** Shares per deployment in percent. Whether they add up is `lib/traffic`'s rule. */
export const trafficMap = z.record(z.string(), wholeNumber(0, 100, "must be a whole number of percent"))

const lowerText = z.string().transform((value) => value.toLowerCase())

/** Keys that `show` prints and that a file may therefore carry back; they are read and dropped. */
const readOnly = z.unknown().optional()
const readOnlyKeys = {
  $schema: readOnly,
  id: readOnly,
  location: readOnly,
  kind: readOnly,
  scoring_uri: readOnly,
  openapi_uri: readOnly,
  provisioning_state: readOnly,
  health: readOnly,
  deployments: readOnly,
  warnings: readOnly,
  revision: readOnly,
  created_by: readOnly,
  created_at: readOnly,
  updated_at: readOnly,
}

/** Who an endpoint's instances are in Azure. Here it is kept and shown, and instances get none: `identity.ts`. */
export const endpointIdentity = z.strictObject({
  type: lowerText.pipe(z.enum(["system_assigned", "user_assigned"])).default("system_assigned"),
  principal_id: z.string().nullish(),
  tenant_id: z.string().nullish(),
  user_assigned_identities: z.array(z.union([z.string(), z.looseObject({ resource_id: z.string() })])).nullish(),
})
export type EndpointIdentity = z.infer<typeof endpointIdentity>

/** An online endpoint as YAML, REST and forms write it: Azure's `managedOnlineEndpoint.schema.json`. */
export const onlineEndpointInput = z.strictObject({
  ...readOnlyKeys,
  name: resourceName,
  description: z.string().max(5000).nullish(),
  tags: textMap.nullish(),
  properties: textMap.nullish(),
  auth_mode: lowerText.pipe(z.enum(AUTH_MODES)).default("key"),
  compute: z.string().nullish(),
  identity: endpointIdentity.nullish(),
  traffic: trafficMap.nullish(),
  mirror_traffic: trafficMap.nullish(),
  public_network_access: lowerText.pipe(z.enum(["enabled", "disabled"])).default("enabled"),
})

export type OnlineEndpointInput = z.infer<typeof onlineEndpointInput>

/** A deployment as its endpoint shows it: enough to say how the endpoint does, without asking for each. */
export const deploymentSummary = z.object({
  name: z.string(),
  provisioning_state: z.enum(PROVISIONING_STATES),
  health: z.enum(HEALTH),
  /** Its share of the live requests. */
  percent: z.int(),
  ready_instances: z.int(),
  /** How many are wanted. */
  instance_count: z.int(),
  /** Why the wanted generation failed; null unless it did. */
  failure_code: z.string().nullable(),
})
export type DeploymentSummary = z.infer<typeof deploymentSummary>

/** An online endpoint as the API answers it. */
export const onlineEndpointView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.literal("Managed"),
  location: z.string(),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  auth_mode: z.enum(AUTH_MODES),
  traffic: z.record(z.string(), z.int()),
  mirror_traffic: z.record(z.string(), z.int()),
  public_network_access: z.enum(["enabled", "disabled"]),
  identity: z.unknown(),
  scoring_uri: z.string(),
  openapi_uri: z.string(),
  provisioning_state: z.enum(ENDPOINT_STATES),
  /** As badly as the worst deployment with live traffic does; Idle without traffic. */
  health: z.enum(HEALTH),
  deployments: z.array(deploymentSummary),
  /** What its file asks for and Caudal keeps without acting on it. */
  warnings: z.array(z.string()),
  revision: z.int(),
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
})

export type OnlineEndpointView = z.infer<typeof onlineEndpointView>

/** Both keys of an endpoint, as Azure's `get-credentials` names them. */
export const endpointKeysView = z.object({ primaryKey: z.string(), secondaryKey: z.string() })
export type EndpointKeysView = z.infer<typeof endpointKeysView>

export const regenerateKeyInput = z.strictObject({ key_type: lowerText.pipe(z.enum(["primary", "secondary"])) })
