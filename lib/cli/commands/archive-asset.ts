import type { AssetKind } from "../api-paths.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { NAME, VERSION } from "../shared-flags.ts"

/** Archiving hides a version from lists and from `@latest`; deployments that use it go on. */
function changeArchive(kind: AssetKind, noun: string, verb: "archive" | "restore", summary: string): Command {
  return {
    name: `${noun} ${verb}`,
    summary,
    flags: [NAME, VERSION],
    examples: [{ text: "One version", command: `caudal ${noun} ${verb} -n diabetes -v 1` }],
    run: async (context) => {
      const { client, get } = context
      const version = get(VERSION)
      if (version === undefined) throw new UsageError("the following argument is required: --version/-v")
      await client.send("POST", client.paths.archive(kind, verb, get(NAME), version))
      context.tell(`${noun} ${get(NAME)}:${version} is ${verb}d`)
      return undefined
    },
  }
}

export const archiveModel = changeArchive("models", "model", "archive", "Hide a version of a model from lists.")
export const restoreModel = changeArchive("models", "model", "restore", "Show an archived version of a model again.")
export const archiveEnvironment = changeArchive(
  "environments",
  "environment",
  "archive",
  "Hide a version of an environment from lists.",
)
export const restoreEnvironment = changeArchive(
  "environments",
  "environment",
  "restore",
  "Show an archived version of an environment again.",
)
