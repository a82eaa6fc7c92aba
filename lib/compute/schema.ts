import { z } from "zod"

/** Longest path of an instance's socket in bytes: the kernel takes 107, a suffix must fit. */
export const SOCKET_PATH_BYTES_MAX = 100

const absolutePath = z
  .string()
  .regex(/^\/[^\0]*$/, "must be an absolute path")
  .max(4096)
const environmentName = z.string().regex(/^[^=\0]+$/, "must be a name without `=`")
const environmentValue = z.string().regex(/^[^\0]*$/, "must not hold a NUL character")

/** A folder or file of the host that an instance sees, read-only, at `target`. */
export const mountSchema = z.object({ source: absolutePath, target: absolutePath })
export type Mount = z.infer<typeof mountSchema>

/** Everything a driver needs to start one instance. The instance sees this environment, these mounts, and nothing else. */
export const instanceSpecSchema = z.object({
  instanceId: z.string().regex(/^[a-z0-9_-]{3,64}$/, "must have 3 to 64 characters of a-z, 0-9, _ and -"),
  endpointName: z.string().min(1),
  deploymentName: z.string().min(1),
  revisionId: z.string().min(1),
  generation: z.number().int().min(0),
  /** argv; the first is an absolute path. A virtual environment's Python brings its environment and base Python with it. */
  command: z.array(environmentValue).min(1),
  env: z.record(environmentName, environmentValue),
  /** Code, model, and the runtime package at /opt/caudal/runtime. */
  mounts: z.array(mountSchema),
  /** Limit of the whole instance; null is no limit. */
  memoryMib: z.number().int().min(16).nullable(),
  /** Share of the machine's processors when they are scarce; null is the default share. */
  cpus: z.number().positive().nullable(),
  /** Whether the instance may open connections. */
  egress: z.boolean(),
  cwd: absolutePath,
})
export type InstanceSpec = z.infer<typeof instanceSpecSchema>

/** How to find a local instance again, also after the controller or the machine was restarted. */
export const localHandleSchema = z.object({
  driver: z.literal("local"),
  instanceId: z.string(),
  folder: absolutePath,
  /** Where callers reach the instance. */
  socket: absolutePath,
  controlSocket: absolutePath,
  /** The instance answers only to who knows this. */
  nonce: z.string(),
  pid: z.number().int(),
  /** Of the shim, in clock ticks since boot: pid and start time name a process, a pid alone does not. */
  startTime: z.number().int(),
  bootId: z.string(),
})

/** Names one started instance. JSON, so that it can be kept in the database. */
export const instanceHandleSchema = z.discriminatedUnion("driver", [localHandleSchema])
export type InstanceHandle = z.infer<typeof instanceHandleSchema>

/** How an instance ended: either `code` or `signal` is set. `at` is seconds since 1970. */
export const instanceExitSchema = z.object({
  code: z.number().int().nullable(),
  signal: z.number().int().nullable(),
  /** It was ended because it used more memory than it has. */
  oom: z.boolean(),
  at: z.number(),
})
export type InstanceExit = z.infer<typeof instanceExitSchema>

/** A step that the runtime reports while it starts; `at` is seconds since 1970, `ms` how long the step took. */
export const phaseSchema = z.looseObject({
  phase: z.string(),
  ms: z.number().optional(),
  at: z.number().optional(),
  error: z.looseObject({ kind: z.string(), message: z.string() }).optional(),
})
export type InstancePhase = z.infer<typeof phaseSchema>

/** Something about an instance that a person should know: what the machine could not give, or why it is lost. */
export const instanceConditionSchema = z.object({ type: z.string(), reason: z.string(), message: z.string() })
export type InstanceCondition = z.infer<typeof instanceConditionSchema>

/** starting: not started yet; running: the command runs; exited: `exit` says how; lost: nobody can say. */
export const INSTANCE_STATES = ["starting", "running", "exited", "lost"] as const
export type InstanceState = (typeof INSTANCE_STATES)[number]

/** Whose instance it is, for instances that the database does not know. */
export const instanceOwnerSchema = instanceSpecSchema.pick({
  endpointName: true,
  deploymentName: true,
  revisionId: true,
  generation: true,
})
export type InstanceOwner = z.infer<typeof instanceOwnerSchema>

/** One instance as the machine shows it. */
export interface ObservedInstance {
  readonly instanceId: string
  readonly owner: InstanceOwner | null
  readonly state: InstanceState
  /** When the command was executed, seconds since 1970. */
  readonly startedAt?: number
  readonly exit?: InstanceExit
  readonly phases: readonly InstancePhase[]
  readonly socket: string
  readonly conditions: readonly InstanceCondition[]
  /** Also of what never started or is lost, so that it can be removed. */
  readonly handle: InstanceHandle
}

/** What an instance uses at this moment. */
export interface InstanceStats {
  readonly memoryBytes: number
  readonly rssBytes: number
  readonly memoryLimitBytes: number | null
  /** Processor time of its living processes, seconds. */
  readonly cpuSeconds: number
  readonly processes: number
}

/** One line of an instance's output. */
export interface LogLine {
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string
  readonly stream: "stdout" | "stderr"
  readonly text: string
}
