import { choiceFlag, listFlag, textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { FILE, NAME_OPTIONAL, SET, VERSION } from "../shared-flags.ts"
import { ASSET_COLUMNS } from "../output/columns.ts"

const PATH = textFlag("--path", { short: "-p", help: "File or folder of the model, seen from here." })
const TYPE = choiceFlag("--type", ["custom_model", "mlflow_model", "triton_model"], {
  short: "-t",
  help: "Kind of model. Default: custom_model.",
})
const DESCRIPTION = textFlag("--description", { short: "-d", help: "Description." })
const TAGS = listFlag("--tags", { metavar: "KEY=VALUE", help: "Tags, separated by spaces." })

export const createModel: Command = {
  name: "model create",
  summary: "Register a model from a file or folder.",
  flags: [FILE, NAME_OPTIONAL, VERSION, PATH, TYPE, DESCRIPTION, TAGS, SET],
  examples: [
    { text: "From a YAML file", command: "caudal model create -f model.yml" },
    { text: "From a folder, as the next version", command: "caudal model create -n diabetes --path ./model" },
  ],
  run: async (context) => {
    const { get, uses } = context
    const { modelInput } = await import("#lib/assets/contract.ts")
    const { loadDefinition } = await import("../definitions/load-definition.ts")
    const { localOverride } = await import("../definitions/local-override.ts")
    const { parseTags } = await import("../definitions/parse-tags.ts")
    const { prepareModel } = await import("../definitions/prepare-model.ts")
    const { requireName } = await import("../definitions/require-name.ts")
    const { uploadPrepared } = await import("../definitions/upload-prepared.ts")
    const { registerAsset } = await import("../register-asset.ts")
    const { checkDefinition } = await import("../yaml/check-definition.ts")
    const overrides = {
      name: get(NAME_OPTIONAL),
      version: get(VERSION),
      type: get(TYPE),
      description: get(DESCRIPTION),
      path: localOverride(get(PATH)),
      tags: parseTags(get(TAGS)),
    }
    const definition = loadDefinition({ file: get(FILE), overrides, uses })
    const prepared = prepareModel(definition)
    checkDefinition(modelInput, prepared.value, "model", definition.file)
    requireName(prepared.value, "name")
    await context.print(await registerAsset(context, "models", await uploadPrepared(context, prepared)), {
      columns: ASSET_COLUMNS,
    })
    return undefined
  },
}
