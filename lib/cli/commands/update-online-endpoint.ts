import { listFlag, switchFlag, textFlag } from "../args/index.ts"
import type { Command, CommandContext } from "../command.ts"
import { UsageError } from "../errors.ts"
import { ADD, FILE, FORCE_STRING, LOCAL, NAME_OPTIONAL, NO_WAIT, REMOVE, SET } from "../shared-flags.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"

const TRAFFIC = listFlag("--traffic", {
  short: "-r",
  metavar: "NAME=PERCENT",
  help: 'Shares of live requests, which replace those in force: "blue=90 green=10". They sum to 100, or are all 0.',
})
const MIRROR = listFlag("--mirror-traffic", {
  short: "-m",
  metavar: "NAME=PERCENT",
  help: 'Copy a share of live requests to one deployment: "green=10". The server says where it is not available.',
})
const REASON = textFlag("--reason", { help: "Why; kept with the traffic revision. For --traffic alone." })
const FORCE = switchFlag("--force", {
  help: "Raise a share even where no instance is ready; needs --reason. For --traffic alone.",
})

/** Whether nothing but traffic changes: then only the traffic is written, and nobody's other edits can clash. */
function isTrafficAlone({ get, uses }: CommandContext): boolean {
  const others = new Set([SET, ADD, REMOVE, MIRROR].map((flag) => flag.long))
  return get(FILE) === undefined && get(TRAFFIC).length > 0 && !uses.some((use) => others.has(use.flag.long))
}

async function putTraffic(context: CommandContext, name: string) {
  const { client, get } = context
  const { parseTraffic } = await import("../parse-traffic.ts")
  const reason = get(REASON)
  const json = {
    traffic: parseTraffic(get(TRAFFIC), "--traffic"),
    ...(reason === undefined ? {} : { reason }),
    ...(get(FORCE) ? { force: true } : {}),
  }
  return await client.send("PUT", client.paths.traffic(name), { json })
}

async function putWhole(context: CommandContext) {
  const { client, get } = context
  const { parseTraffic } = await import("../parse-traffic.ts")
  const { updateResource } = await import("../update-resource.ts")
  const { onlineEndpointInput } = await import("#lib/endpoints/contract.ts")
  const { checkDefinition } = await import("../yaml/check-definition.ts")
  if (get(REASON) !== undefined || get(FORCE)) throw new UsageError("--reason and --force go with --traffic alone")
  const traffic = get(TRAFFIC).length === 0 ? undefined : parseTraffic(get(TRAFFIC), "--traffic")
  const mirror = get(MIRROR).length === 0 ? undefined : parseTraffic(get(MIRROR), "--mirror-traffic")
  return await updateResource(context, {
    overrides: { name: get(NAME_OPTIONAL), traffic, mirror_traffic: mirror },
    pathOf: ({ name }) => client.paths.endpoint(name),
    prepare: async (definition) => {
      checkDefinition(onlineEndpointInput, definition.value, "endpoint", definition.file)
      return definition.value
    },
  })
}

export const updateOnlineEndpoint: Command = {
  name: "online-endpoint update",
  summary: "Change an endpoint: its traffic, mirror, tags, description.",
  flags: [FILE, NAME_OPTIONAL, TRAFFIC, MIRROR, REASON, FORCE, SET, ADD, REMOVE, FORCE_STRING, NO_WAIT, LOCAL],
  examples: [
    {
      text: "Give a tenth of the live requests to green",
      command: 'caudal online-endpoint update -n diabetes --traffic "blue=90 green=10"',
    },
    { text: "All of them", command: 'caudal online-endpoint update -n diabetes --traffic "blue=0 green=100"' },
    { text: "Set a tag", command: "caudal online-endpoint update -n diabetes --set tags.owner=ana" },
  ],
  run: async (context) => {
    const { client, get } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    const { resourceNames } = await import("../update-resource.ts")
    refuseLocal(context)
    const { name } = await resourceNames(context, { name: get(NAME_OPTIONAL) })
    const answer = isTrafficAlone(context) ? await putTraffic(context, name) : await putWhole(context)
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: name } })
    if (isOver)
      await context.print((await client.send("GET", client.paths.endpoint(name))).json, { columns: ENDPOINT_COLUMNS })
    return undefined
  },
}
