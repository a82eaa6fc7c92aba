import { z } from "zod"

const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true")

/** Query of a deployment's PUT. */
export const deploymentQuery = z.strictObject({
  /** Once the deployment is ready, it gets 100 % of the traffic, as a part of the same operation. */
  all_traffic: flag,
})

const LOG_LINES_DEFAULT = 5000
const LOG_LINES_MAX = 100_000
/** What the database holds. */
const GENERATION_MAX = 2 ** 31 - 1
const LOG_CONTAINERS = ["inference-server", "storage-initializer"] as const

/** Query of a deployment's logs. */
export const deploymentLogsQuery = z.strictObject({
  tail: z.coerce.number().int().min(0).max(LOG_LINES_MAX).default(LOG_LINES_DEFAULT),
  container: z.enum(LOG_CONTAINERS).default("inference-server"),
  /** Only this instance. */
  instance: z.string().max(64).optional(),
  /** Of `storage-initializer`: the build of this generation. By default the wanted one. */
  generation: z.coerce.number().int().min(1).max(GENERATION_MAX).optional(),
  /** The run before the newest start. */
  previous: flag,
  /** Goes on with new lines; waits for a build or an instance that has not begun. */
  follow: flag,
})
export type DeploymentLogsQuery = z.infer<typeof deploymentLogsQuery>
