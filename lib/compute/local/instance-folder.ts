import { lstat, open, readFile, readdir, rename } from "node:fs/promises"
import path from "node:path"

import { z } from "zod"

import { instanceConditionSchema, instanceExitSchema, instanceOwnerSchema, phaseSchema } from "../schema.ts"
import type { InstancePhase } from "../schema.ts"

const PHASES_BYTES_MAX = 64 * 1024
const FILE_BYTES_MAX = 4 * 1024 * 1024

/** `spec.json`: what the shim is told. */
export const shimSpecSchema = z.object({
  instance_id: z.string(),
  nonce: z.string(),
  socket: z.string(),
  control_socket: z.string(),
  command: z.array(z.string()),
  env: z.record(z.string(), z.string()),
  mounts: z.array(z.object({ source: z.string(), target: z.string() })),
  cwd: z.string(),
  memory_mib: z.number().nullable(),
  cpus: z.number().nullable(),
  egress: z.boolean(),
  sandbox: z.object({ bwrap: z.string(), options: z.array(z.string()), seccomp: z.base64().nullable() }).nullable(),
  cgroup_parent: z
    .object({ version: z.number(), memory: z.string(), cpu: z.string().optional(), pids: z.string().optional() })
    .nullable(),
  controller_grace_s: z.number(),
  log_dir: z.string(),
  segment_bytes: z.number(),
  segments: z.number(),
  /** For whoever finds the instance; the shim does not read them. */
  owner: instanceOwnerSchema,
  conditions: z.array(instanceConditionSchema),
})
export type ShimSpec = z.infer<typeof shimSpecSchema>

/** `shim.json`: what the shim says once the command was started. */
export const shimStartedSchema = z.object({
  pid: z.number().int(),
  start_time: z.number().int(),
  boot_id: z.string(),
  child_pid: z.number().int(),
  child_start_time: z.number().int(),
  spawned_at: z.number(),
  started_at: z.number(),
  sandboxed: z.boolean(),
  memory_limit: z.enum(["none", "polled", "cgroup_v1", "cgroup_v2"]),
  control_groups: z.array(z.string()),
})
export type ShimStarted = z.infer<typeof shimStartedSchema>

const shimExitSchema = instanceExitSchema.extend({ launch_failed: z.boolean() })

/** Everything that stands in an instance's folder. A part that is missing or cannot be read is null. */
export interface InstanceFolder {
  readonly folder: string
  readonly spec: ShimSpec | null
  readonly specAgeMs: number
  readonly started: ShimStarted | null
  readonly exit: z.infer<typeof shimExitSchema> | null
  readonly phases: readonly InstancePhase[]
}

/** Reads an instance's folder. Never throws: what is broken reads as missing, and the instance as lost. */
export async function readInstanceFolder(folder: string, nowMs: number): Promise<InstanceFolder> {
  // First the file that is written last: who reads that the instance has ended also reads all that it reported.
  const exit = await readJson(path.join(folder, "exit.json"), shimExitSchema)
  const [spec, started, phases, stat] = await Promise.all([
    readJson(path.join(folder, "spec.json"), shimSpecSchema),
    readJson(path.join(folder, "shim.json"), shimStartedSchema),
    readPhases(path.join(folder, "phases.jsonl")),
    lstat(path.join(folder, "spec.json")).catch(() => null),
  ])
  return {
    folder,
    spec,
    specAgeMs: stat === null ? Number.POSITIVE_INFINITY : nowMs - stat.mtimeMs,
    started,
    exit,
    phases,
  }
}

/** The ids of all instances that have a folder. */
export async function listInstanceIds(instancesFolder: string): Promise<string[]> {
  const entries = await readdir(instancesFolder, { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

/** Writes a file of mode 600 so that a reader sees all of it or nothing. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const draft = `${file}.draft`
  const handle = await open(draft, "w", 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, file)
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readBounded(file, FILE_BYTES_MAX)
  if (text === null) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

async function readPhases(file: string): Promise<InstancePhase[]> {
  const text = (await readBounded(file, PHASES_BYTES_MAX)) ?? ""
  return text.split("\n").flatMap((line) => {
    try {
      const parsed = phaseSchema.safeParse(JSON.parse(line))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

async function readBounded(file: string, bytesMax: number): Promise<string | null> {
  const stat = await lstat(file).catch(() => null)
  if (!stat?.isFile() || stat.size > bytesMax) return null
  return readFile(file, "utf8").catch(() => null)
}
