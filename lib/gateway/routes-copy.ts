import { randomBytes } from "node:crypto"
import { chmod, mkdir, open, readFile, rename, rm } from "node:fs/promises"
import path from "node:path"
import { setImmediate as nextTurn } from "node:timers/promises"

import { z } from "zod"

import { sha256Hex } from "#lib/kernel/json.ts"

import { routeChangeSchema } from "./route-schema.ts"
import type { RouteChange } from "./route-schema.ts"

const FORMAT = 1
const ENTRIES_PER_TURN = 50
const headSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(0),
  confirmedAtMs: z.number().min(0),
  sha256: z.string(),
})

/** The routing table as it is kept on disk, for a start without a database. */
export interface RoutesCopy {
  readonly version: number
  /** Wall clock: when the database last said that this is current. Credentials are believed for 24 h from then. */
  readonly confirmedAtMs: number
  readonly changes: readonly RouteChange[]
}

function checksum(version: number, confirmedAtMs: number, body: string): string {
  return sha256Hex(`${FORMAT}\n${version}\n${confirmedAtMs}\n${body}`)
}

/**
 * Writes the copy: mode 600 in a folder of mode 700, flushed, then put in place by a rename, so that a reader finds the old
 * or the new one and never half of one. Several gateways may write the same file; the last wins.
 */
export async function writeRoutesCopy(file: string, { version, confirmedAtMs, changes }: RoutesCopy): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const body = await stringifyInTurns(changes)
  const head = { format: FORMAT, version, confirmedAtMs, sha256: checksum(version, confirmedAtMs, body) }
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`
  try {
    const handle = await open(fresh, "wx", 0o600)
    try {
      await handle.writeFile(`${JSON.stringify(head)}\n${body}`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await chmod(fresh, 0o600)
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw error
  }
}

/** JSON of a long list, a part at a time: requests are answered in between, however many endpoints there are. */
async function stringifyInTurns(changes: readonly RouteChange[]): Promise<string> {
  const parts: string[] = []
  for (let at = 0; at < changes.length; at += ENTRIES_PER_TURN) {
    parts.push(
      changes
        .slice(at, at + ENTRIES_PER_TURN)
        .map((change) => JSON.stringify(change))
        .join(","),
    )
    await nextTurn()
  }
  return `[${parts.join(",")}]`
}

/** Reads the copy; undefined when there is none, or when its checksum or its shape is not what was written. */
export async function readRoutesCopy(file: string): Promise<RoutesCopy | undefined> {
  let text: string
  try {
    text = await readFile(file, "utf8")
  } catch {
    return undefined
  }
  const end = text.indexOf("\n")
  const body = text.slice(end + 1)
  const head = parseJson(headSchema, text.slice(0, Math.max(0, end)))
  if (head === undefined || head.sha256 !== checksum(head.version, head.confirmedAtMs, body)) return undefined
  const changes = parseJson(z.array(routeChangeSchema), body)
  return changes && { version: head.version, confirmedAtMs: head.confirmedAtMs, changes }
}

function parseJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}
