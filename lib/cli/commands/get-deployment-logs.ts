import { choiceFlag, numberFlag, switchFlag, textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { ENDPOINT, LOCAL, NAME, OUTPUT, QUERY } from "../shared-flags.ts"

const LINES_DEFAULT = 5000
const LINES = numberFlag(
  "--lines",
  { min: 1, max: 100_000 },
  { short: "-l", help: `At most so many lines from the end. Default: ${LINES_DEFAULT}.` },
)
const CONTAINER = choiceFlag("--container", ["inference-server", "storage-initializer"], {
  short: "-c",
  help: "Whose log. Default: inference-server.",
})
const FOLLOW = switchFlag("--follow", { help: "Go on with new lines until Ctrl-C." })
const INSTANCE = textFlag("--instance", { help: "One instance, by its id. Default: all." })
const PREVIOUS = switchFlag("--previous", { help: "The run before the last restart." })

export const getDeploymentLogs: Command = {
  name: "online-deployment get-logs",
  summary: "Print what a deployment's instances wrote.",
  details: "Lines are printed as they are; with -o json or --query they are one JSON string, as `az` prints them.",
  flags: [ENDPOINT, NAME, LINES, CONTAINER, FOLLOW, INSTANCE, PREVIOUS, LOCAL],
  examples: [
    { text: "The last hundred lines", command: "caudal online-deployment get-logs -e diabetes -n blue --lines 100" },
    { text: "As they come", command: "caudal online-deployment get-logs -e diabetes -n blue --follow -l 10" },
  ],
  run: async (context) => {
    const { client, get, terminal } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    const { readBody } = await import("#lib/kernel/send-request.ts")
    refuseLocal(context)
    if (get(FOLLOW) && get(QUERY) !== undefined) {
      throw new UsageError("--query goes over a whole log, so it cannot stand beside --follow")
    }
    const response = await client.open("GET", client.paths.logs(requireEndpoint(context), get(NAME)), {
      headers: { accept: "text/plain" },
      query: {
        tail: String(get(LINES) ?? LINES_DEFAULT),
        container: get(CONTAINER),
        instance: get(INSTANCE),
        previous: get(PREVIOUS) ? "true" : undefined,
        follow: get(FOLLOW) ? "true" : undefined,
      },
      isEndless: get(FOLLOW),
    })
    const isAsWritten = get(OUTPUT) === undefined && get(QUERY) === undefined
    if (isAsWritten || get(FOLLOW)) {
      response.setEncoding("utf8")
      for await (const text of response) terminal.out(String(text))
    } else {
      await context.print(await readBody(response))
    }
    return undefined
  },
}
