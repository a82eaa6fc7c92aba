import { requiredFlag, textFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { LOCAL, NAME } from "../shared-flags.ts"

const REQUEST_FILE = requiredFlag("--request-file", {
  short: "-r",
  metavar: "JSON",
  help: "File with the request's body; must be JSON.",
})
const DEPLOYMENT = textFlag("--deployment-name", {
  short: "-d",
  help: "Send it to this deployment, whatever its share of the traffic.",
})

export const invokeOnlineEndpoint: Command = {
  name: "online-endpoint invoke",
  summary: "Send a request to an endpoint and print the answer.",
  details:
    "The request goes to the scoring address with the primary key, as any caller would send it. The answer's body is printed as one JSON string, as `az` does; -o tsv prints it raw.",
  flags: [NAME, REQUEST_FILE, DEPLOYMENT, LOCAL],
  examples: [
    { text: "By traffic", command: "caudal online-endpoint invoke -n diabetes --request-file request.json" },
    {
      text: "One deployment, raw",
      command: "caudal online-endpoint invoke -n diabetes -d green --request-file request.json -o tsv",
    },
  ],
  run: async (context) => {
    const { get } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { readRequestFile } = await import("../scoring/read-request-file.ts")
    const { scoreRequest } = await import("../scoring/score-request.ts")
    refuseLocal(context)
    const body = readRequestFile(get(REQUEST_FILE))
    await context.print(await scoreRequest(context, { endpoint: get(NAME), deployment: get(DEPLOYMENT), body }))
    return undefined
  },
}
