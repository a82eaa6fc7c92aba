import { switchFlag, textFlag } from "../args/index.ts"
import type { AssetKind } from "../api-paths.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"
import { MAX_RESULTS } from "../shared-flags.ts"

const NAME = textFlag("--name", { short: "-n", help: "List the versions of this one, newest first." })
const INCLUDE_ARCHIVED = switchFlag("--include-archived", { help: "Archived ones too." })
const ARCHIVED_ONLY = switchFlag("--archived-only", {
  help: "Archived ones alone; without --name those whose newest version is archived.",
})

/** The list of one kind of asset. Archived ones alone are picked here: the server lists them among the others. */
function listOf(kind: AssetKind, noun: string, example: string): Command {
  return {
    name: `${noun} list`,
    summary: `List the ${kind} of the workspace, or the versions of one.`,
    flags: [NAME, INCLUDE_ARCHIVED, ARCHIVED_ONLY, MAX_RESULTS],
    examples: [
      { text: "All", command: `caudal ${noun} list -o table` },
      { text: "Versions of one", command: `caudal ${noun} list -n ${example} -o table` },
      { text: "What can be restored", command: `caudal ${noun} list -n ${example} --archived-only -o table` },
    ],
    run: async ({ client, get, print }) => {
      const { listAll } = await import("../list-all.ts")
      const { isRecord } = await import("../yaml/is-record.ts")
      const isArchivedOnly = get(ARCHIVED_ONLY)
      if (isArchivedOnly && get(INCLUDE_ARCHIVED)) {
        throw new UsageError("give --include-archived or --archived-only, not both")
      }
      const name = get(NAME)
      const path = name === undefined ? client.paths.assets(kind) : client.paths.asset(kind, name)
      const max = get(MAX_RESULTS)
      const rows = await listAll(client, path, {
        max: isArchivedOnly ? undefined : max,
        query: { include_archived: isArchivedOnly || get(INCLUDE_ARCHIVED) ? "true" : undefined },
      })
      const shown = isArchivedOnly
        ? rows.filter((row) => isRecord(row) && row["is_archived"] === true).slice(0, max)
        : rows
      await print(shown, { columns: ASSET_COLUMNS })
      return undefined
    },
  }
}

export const listModels = listOf("models", "model", "diabetes")
export const listEnvironments = listOf("environments", "environment", "sklearn")
