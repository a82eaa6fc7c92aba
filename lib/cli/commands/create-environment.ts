import { listFlag, textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { FILE, NAME_OPTIONAL, SET, VERSION } from "../shared-flags.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"

const IMAGE = textFlag("--image", { short: "-i", help: "Container image." })
const CONDA_FILE = textFlag("--conda-file", { short: "-c", help: "Conda file, seen from here." })
const BUILD_CONTEXT = textFlag("--build-context", {
  short: "-b",
  help: "Not available: local compute builds no images.",
})
const DESCRIPTION = textFlag("--description", { short: "-d", help: "Description." })
const TAGS = listFlag("--tags", { metavar: "KEY=VALUE", help: "Tags, separated by spaces." })

export const createEnvironment: Command = {
  name: "environment create",
  summary: "Register an environment from a conda file or image.",
  flags: [FILE, NAME_OPTIONAL, VERSION, IMAGE, CONDA_FILE, BUILD_CONTEXT, DESCRIPTION, TAGS, SET],
  examples: [
    { text: "From a YAML file", command: "caudal environment create -f environment.yml" },
    { text: "From a conda file", command: "caudal environment create -n sklearn --conda-file conda.yml" },
  ],
  run: async (context) => {
    const { get, uses } = context
    const { environmentInput } = await import("#lib/environments/contract.ts")
    const { loadDefinition } = await import("../definitions/load-definition.ts")
    const { localOverride } = await import("../definitions/local-override.ts")
    const { parseTags } = await import("../definitions/parse-tags.ts")
    const { inlineCondaFile } = await import("../definitions/prepare-deployment.ts")
    const { registerAsset } = await import("../register-asset.ts")
    const { checkDefinition } = await import("../yaml/check-definition.ts")
    if (get(BUILD_CONTEXT) !== undefined) {
      throw new UsageError(
        "--build-context is not available: local compute builds no images. Use --conda-file or --image.",
      )
    }
    const overrides = {
      name: get(NAME_OPTIONAL),
      version: get(VERSION),
      image: get(IMAGE),
      conda_file: localOverride(get(CONDA_FILE)),
      description: get(DESCRIPTION),
      tags: parseTags(get(TAGS)),
    }
    const definition = loadDefinition({ file: get(FILE), overrides, uses })
    const body = inlineCondaFile(definition.value, definition.folder, "")
    checkDefinition(environmentInput, body, "environment", definition.file)
    await context.print(await registerAsset(context, "environments", body), { columns: ASSET_COLUMNS })
    return undefined
  },
}
