import { choiceFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { FILE, LOCAL, NAME_OPTIONAL, NO_WAIT, SET } from "../shared-flags.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"

export const AUTH_MODE = choiceFlag("--auth-mode", ["key", "aml_token", "aad_token"], {
  help: "How callers prove who they are. Default: key.",
})

export const createOnlineEndpoint: Command = {
  name: "online-endpoint create",
  summary: "Create an endpoint, or bring an existing one to what the file says.",
  flags: [FILE, NAME_OPTIONAL, AUTH_MODE, SET, NO_WAIT, LOCAL],
  examples: [
    { text: "From a YAML file", command: "caudal online-endpoint create -f endpoint.yml" },
    {
      text: "The same file under another name",
      command: "caudal online-endpoint create -f endpoint.yml -n diabetes-2",
    },
    { text: "Without a file", command: "caudal online-endpoint create -n diabetes --auth-mode key" },
  ],
  run: async (context) => {
    const { get, uses, client } = context
    const { onlineEndpointInput } = await import("#lib/endpoints/contract.ts")
    const { loadDefinition } = await import("../definitions/load-definition.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { checkDefinition } = await import("../yaml/check-definition.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    const { requireName } = await import("../definitions/require-name.ts")
    refuseLocal(context)
    const file = get(FILE)
    if (file === undefined && get(NAME_OPTIONAL) === undefined) {
      throw new UsageError("one of the following arguments is required: --file/-f, --name/-n")
    }
    const overrides = { name: get(NAME_OPTIONAL), auth_mode: get(AUTH_MODE) }
    const definition = loadDefinition({ file, overrides, uses })
    checkDefinition(onlineEndpointInput, definition.value, "endpoint", definition.file)
    const name = requireName(definition.value, "name")
    const answer = await client.send("PUT", client.paths.endpoint(name), { json: definition.value })
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: name } })
    if (isOver)
      await context.print((await client.send("GET", client.paths.endpoint(name))).json, { columns: ENDPOINT_COLUMNS })
    return undefined
  },
}
