import type { AssetKind } from "../api-paths.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"
import { ADD, FORCE_STRING, LABEL, NAME, REMOVE, SET, VERSION } from "../shared-flags.ts"

/** Changes what a version says of itself. Its contents never change: the server refuses an edit of them by name. */
function updateOf(kind: AssetKind, noun: string, example: string): Command {
  return {
    name: `${noun} update`,
    summary: `Change description, tags or properties of one version of ${noun === "model" ? "a" : "an"} ${noun}.`,
    flags: [NAME, VERSION, LABEL, SET, ADD, REMOVE, FORCE_STRING],
    examples: [
      { text: "Set a tag", command: `caudal ${noun} update -n ${example} -v 2 --set tags.owner=ana` },
      { text: "Take it away", command: `caudal ${noun} update -n ${example} -v 2 --remove tags.owner` },
      {
        text: "Of the latest version",
        command: `caudal ${noun} update -n ${example} --label latest --set description="In use since May"`,
      },
    ],
    run: async (context) => {
      const { client, get, uses } = context
      const { chooseVersion } = await import("../choose-version.ts")
      const { editAsset } = await import("../edit-asset.ts")
      if (get(VERSION) === undefined && get(LABEL) === undefined) {
        throw new UsageError("one of the following arguments is required: --version/-v, --label/-l")
      }
      const current = await client.send("GET", client.paths.assetVersion(kind, get(NAME), chooseVersion(context)))
      const { version, json } = editAsset(current.json, uses)
      const path = client.paths.assetVersion(kind, get(NAME), version)
      const answer = await client.send("PUT", path, { json, headers: { "if-match": "*" } })
      await context.print(answer.json, { columns: ASSET_COLUMNS })
      return undefined
    },
  }
}

export const updateModel = updateOf("models", "model", "diabetes")
export const updateEnvironment = updateOf("environments", "environment", "sklearn")
