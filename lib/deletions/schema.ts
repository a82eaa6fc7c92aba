import { z } from "zod"

import { resourceName } from "#lib/endpoints/contract.ts"

const deletion = {
  id: z.string(),
  name: z.string(),
  deleted_at: z.string(),
  /** Until then it can be restored. */
  purge_at: z.string(),
  /** Null if nobody remembers. */
  deleted_by: z.string().nullable(),
  /** Whether it can come back under its name; otherwise it needs a new one. */
  is_name_free: z.boolean(),
}

/** An endpoint that was deleted and can be restored. */
export const deletedEndpointView = z.object({
  ...deletion,
  /** Names of the deployments that went with it and come back with it. */
  deployments: z.array(z.string()),
})
export type DeletedEndpointView = z.infer<typeof deletedEndpointView>

/** A deployment that was deleted from an endpoint that is still there. */
export const deletedDeploymentView = z.object({ ...deletion, instance_type: z.string(), instance_count: z.int() })
export type DeletedDeploymentView = z.infer<typeof deletedDeploymentView>

export const restoreInput = z.strictObject({
  /** A new name, if the old one is taken by now. */
  name: resourceName.optional(),
})
export type RestoreInput = z.infer<typeof restoreInput>
