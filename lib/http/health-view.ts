import { z } from "zod"

/** Without a sign of life for this long a process counts as down; each gives one every few seconds. */
const SILENCE_MS_MAX = 15_000

const processState = z.enum(["up", "down"])

export const healthView = z.object({
  status: z.enum(["ok", "unavailable"]),
  processes: z.object({
    database: processState,
    controller: processState,
    gateway: processState,
    studio: processState,
  }),
})
export type HealthView = z.infer<typeof healthView>

interface HeartbeatAges {
  readonly controllerMs: number | null
  readonly gatewayMs: number | null
}

const stateAt = (ageMs: number | null) => (ageMs !== null && ageMs <= SILENCE_MS_MAX ? "up" : "down")

/** What the ages of the newest signs of life mean; null when the database did not tell them. */
export function judgeHealth(ages: HeartbeatAges | null): HealthView {
  const processes = {
    database: ages ? "up" : "down",
    controller: stateAt(ages?.controllerMs ?? null),
    gateway: stateAt(ages?.gatewayMs ?? null),
    studio: "up",
  } as const
  return { status: Object.values(processes).every((state) => state === "up") ? "ok" : "unavailable", processes }
}
