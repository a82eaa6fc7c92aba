import type { Command } from "../command.ts"
import { ENDPOINT, LOCAL, NAME, NO_WAIT, YES } from "../shared-flags.ts"

export const deleteOnlineDeployment: Command = {
  name: "online-deployment delete",
  summary: "Delete a deployment; one that carries live traffic is refused.",
  flags: [ENDPOINT, NAME, YES, NO_WAIT, LOCAL],
  examples: [{ text: "Without being asked", command: "caudal online-deployment delete -e diabetes -n blue --yes" }],
  run: async (context) => {
    const { client, get } = context
    const { confirm } = await import("../confirm.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    refuseLocal(context)
    const endpoint = requireEndpoint(context)
    const name = get(NAME)
    await confirm(context, `Delete the deployment ${name} of ${endpoint}?`)
    const answer = await client.send("DELETE", client.paths.deployment(endpoint, name))
    const subject = { endpoint, deployment: name }
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject })
    if (isOver) context.tell(`deployment ${name} of ${endpoint} is deleted`)
    return undefined
  },
}
