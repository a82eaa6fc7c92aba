import { z } from "zod"

import { instanceView } from "./schema.ts"

/** An instance in the list of all of them, those that have ended included. */
export const instanceHistoryView = instanceView.extend({
  stopped_at: z.string().nullable(),
  /** Why it is to stop or has stopped, for instance `exited`, `replaced`, `scaled`; empty while it is wanted. */
  reason: z.string(),
  /** Whether its output is kept; of ended ones that of the newest three is. */
  has_logs: z.boolean(),
})
export type InstanceHistoryView = z.infer<typeof instanceHistoryView>
