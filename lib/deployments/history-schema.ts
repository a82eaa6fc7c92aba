import { z } from "zod"

import { instanceView, onlineDeploymentView } from "./schema.ts"

/** An instance in the list of all of them, those that have ended included. */
export const instanceHistoryView = instanceView.extend({
  stopped_at: z.string().nullable(),
  /** Why it is to stop or has stopped, for instance `exited`, `replaced`, `scaled`; empty while it is wanted. */
  reason: z.string(),
  /** Whether its output is kept; of ended ones that of the newest three is. */
  has_logs: z.boolean(),
})
export type InstanceHistoryView = z.infer<typeof instanceHistoryView>

/** One immutable version of what a deployment was wanted to be. */
export const revisionView = z.object({
  generation: z.int(),
  created_by: z.string(),
  created_at: z.string(),
  /** The newest one. */
  is_wanted: z.boolean(),
  is_serving: z.boolean(),
  is_failed: z.boolean(),
  /** In the keys of the file, without names: what a PUT takes. */
  definition: onlineDeploymentView.pick({
    type: true,
    description: true,
    tags: true,
    properties: true,
    model: true,
    model_mount_path: true,
    code_configuration: true,
    environment: true,
    environment_variables: true,
    instance_type: true,
    instance_count: true,
    app_insights_enabled: true,
    scale_settings: true,
    request_settings: true,
    liveness_probe: true,
    readiness_probe: true,
    egress_public_network_access: true,
  }),
  /** Against the one before, key by key with dots; null for the first that is known. */
  changes: z.array(z.object({ key: z.string(), before: z.unknown(), after: z.unknown() })).nullable(),
})
export type RevisionView = z.infer<typeof revisionView>
