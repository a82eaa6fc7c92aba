import { z } from "zod"

import { trafficMap } from "#lib/endpoints/contract.ts"

/** A change of the split. */
export const trafficInput = z.strictObject({
  traffic: trafficMap,
  /** Why; shown in the history. Required with `force`. */
  reason: z.string().max(1000).optional(),
  /** Raises the share of a deployment although none of its instances is ready. */
  force: z.boolean().optional(),
})
export type TrafficInput = z.infer<typeof trafficInput>

export const rollbackInput = z.strictObject({
  /** The revision to copy; by default the newest whose split is not the one in force. */
  number: z.int32().min(1).optional(),
  reason: z.string().max(1000).optional(),
})
export type RollbackInput = z.infer<typeof rollbackInput>

export const trafficView = z.object({
  traffic: z.record(z.string(), z.int()),
  /** The endpoint's revision: what `If-Match` guards. */
  revision: z.int(),
})
export type TrafficView = z.infer<typeof trafficView>

export const trafficRevisionView = z.object({
  number: z.int(),
  traffic: z.record(z.string(), z.int()),
  reason: z.string(),
  copied_from: z.int().nullable(),
  created_by: z.string(),
  created_at: z.string(),
})
export type TrafficRevisionView = z.infer<typeof trafficRevisionView>

/** How many answers of each status a deployment gave since the gateways started. */
export const requestCountView = z.object({
  deployment: z.string(),
  /** HTTP status. */
  code: z.int(),
  count: z.int(),
})
export type RequestCountView = z.infer<typeof requestCountView>
