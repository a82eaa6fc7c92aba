import type { Command } from "../command.ts"
import { DEPLOYMENT_COLUMNS } from "../output/columns.ts"
import { ENDPOINT, LOCAL, NAME, WEB } from "../shared-flags.ts"

export const showOnlineDeployment: Command = {
  name: "online-deployment show",
  summary: "Show a deployment: its definition, state, health and instances.",
  flags: [ENDPOINT, NAME, LOCAL, WEB],
  examples: [
    { text: "All of it", command: "caudal online-deployment show -e diabetes -n blue" },
    {
      text: "Why it failed",
      command: "caudal online-deployment show -e diabetes -n blue --query failure -o yaml",
    },
  ],
  run: async (context) => {
    const { client, get } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    const { tellPage } = await import("../tell-page.ts")
    refuseLocal(context)
    const endpoint = requireEndpoint(context)
    const answer = await client.send("GET", client.paths.deployment(endpoint, get(NAME)))
    tellPage(context, { endpoint, name: get(NAME) })
    await context.print(answer.json, { columns: DEPLOYMENT_COLUMNS })
    return undefined
  },
}
