import { z } from "zod"

/** `fail`: the change would be refused, or cannot come to anything; `warn`: it goes, and somebody should know; `pass`. */
export const CHECK_LEVELS = ["pass", "warn", "fail"] as const
export type CheckLevel = (typeof CHECK_LEVELS)[number]

/** Numbers and names that a message is made with, for those who say it in another language. */
export type CheckValues = Readonly<Record<string, string | number>>

/** The shape of what one look finds. Each id has one level and one message, so it can be translated. */
export function checkOf<const Ids extends readonly [string, ...string[]]>(ids: Ids) {
  return z.object({
    id: z.enum(ids),
    level: z.enum(CHECK_LEVELS),
    /** The key of the file that it is about, for instance `readiness_probe.initial_delay`. */
    field: z.string().nullable(),
    message: z.string(),
    /** What to do about it. */
    fix: z.string().optional(),
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  })
}

export const ENDPOINT_CHECKS = [
  "name_free",
  "name_exists",
  "name_taken",
  "endpoint_will_change",
  "endpoints_room",
  "endpoints_limit",
  "unsupported",
  "auth_mode_fixed",
  "identity_fixed",
  "identity_unused",
  "traffic_too_early",
  "split_valid",
  "split_invalid",
  "split_not_ready",
] as const

export const endpointCheck = checkOf(ENDPOINT_CHECKS)
export type EndpointCheck = z.infer<typeof endpointCheck>

export const endpointPreflight = z.object({ checks: z.array(endpointCheck) })
export type EndpointPreflight = z.infer<typeof endpointPreflight>

/** Query of a look ahead. */
export const preflightQuery = z.strictObject({
  /** It is meant to be new: that it exists already is a failure. */
  create_only: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
})
