import { existsSync } from "node:fs"

import { z } from "zod"

import { operationView } from "#lib/operations/contract.ts"

import { serverPaths } from "../api-paths.ts"
import type { CommandContext } from "../command.ts"
import { CliError } from "../errors.ts"
import { listAll } from "../list-all.ts"

import { isPortKept } from "./is-port-kept.ts"
import { readLauncher } from "./read-launcher.ts"

const healthSchema = z.looseObject({ status: z.string(), processes: z.record(z.string(), z.unknown()).default({}) })
const OPERATIONS_LOOKED_AT = 50
const FAILURES_SHOWN = 3
const LAUNCHER_KILLED =
  "The launcher was killed. Models run on; their callers wait for the next start, for ten minutes at most. " +
  "Next: npm start (in the checkout), or `caudal stop` to end what is left."

/** What `caudal status` tells. */
export interface Status {
  /** `ok`, `degraded` (something is down), or `down` (nothing answers). */
  readonly status: "ok" | "degraded" | "down"
  readonly cli_version: string
  readonly url: string
  readonly workspace: string
  readonly home: string | null
  readonly launcher_pid: number | null
  readonly certificate_authority: string | null
  readonly processes: Readonly<Record<string, unknown>>
  readonly endpoints: number | null
  readonly failures: readonly { readonly at: string; readonly what: string; readonly message: string }[]
  /** Why something above is missing. */
  readonly problem: string | null
}

type StatusContext = Pick<CommandContext, "client" | "settings">

function describe(error: unknown): string {
  if (!(error instanceof CliError)) return String(error)
  return error.next === undefined ? error.message : `${error.message} Next: ${error.next}`
}

async function readFailures({ client }: StatusContext): Promise<Status["failures"]> {
  const rows = await listAll(client, client.paths.operations, { max: OPERATIONS_LOOKED_AT })
  return z
    .array(operationView)
    .parse(rows)
    .filter((operation) => operation.status === "Failed")
    .slice(0, FAILURES_SHOWN)
    .map(({ created_at, finished_at, kind, target, error }) => ({
      at: finished_at ?? created_at,
      what: `${kind} ${target.name}`,
      message: error?.message ?? "",
    }))
}

/** Asks the server how it is; what cannot be learnt is null, with the reason in `problem`. */
export async function collectStatus(context: StatusContext): Promise<Status> {
  const { client, settings } = context
  const launcher = settings.isLocal ? readLauncher(settings.home) : undefined
  const fixed = {
    cli_version: settings.version,
    url: settings.url,
    workspace: settings.workspace,
    home: settings.isLocal ? settings.home.root : null,
    launcher_pid: launcher?.pid ?? null,
    certificate_authority: settings.isLocal && existsSync(settings.caFile) ? settings.caFile : null,
  }
  try {
    const answer = await client.send("GET", serverPaths.health, { accept: [503] })
    const { processes } = healthSchema.parse(answer.json)
    const state = { ...fixed, status: answer.status === 200 ? ("ok" as const) : ("degraded" as const), processes }
    try {
      const endpoints = (await listAll(client, client.paths.endpoints)).length
      return { ...state, endpoints, failures: await readFailures(context), problem: null }
    } catch (error) {
      return { ...state, endpoints: null, failures: [], problem: describe(error) }
    }
  } catch (error) {
    const isOrphaned = settings.isLocal && launcher === undefined && (await isPortKept(settings.home))
    const problem = isOrphaned ? LAUNCHER_KILLED : describe(error)
    return { ...fixed, status: "down", processes: {}, endpoints: null, failures: [], problem }
  }
}
