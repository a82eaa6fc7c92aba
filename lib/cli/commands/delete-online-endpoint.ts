import type { Command } from "../command.ts"
import { LOCAL, NAME, NO_WAIT, YES } from "../shared-flags.ts"

export const deleteOnlineEndpoint: Command = {
  name: "online-endpoint delete",
  summary: "Delete an endpoint with all its deployments.",
  flags: [NAME, YES, NO_WAIT, LOCAL],
  examples: [{ text: "Without being asked", command: "caudal online-endpoint delete -n diabetes --yes" }],
  run: async (context) => {
    const { client, get } = context
    const { confirm } = await import("../confirm.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    refuseLocal(context)
    const name = get(NAME)
    await confirm(context, `Delete the endpoint ${name} and all its deployments?`)
    const answer = await client.send("DELETE", client.paths.endpoint(name))
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: name } })
    if (isOver)
      context.tell(
        `endpoint ${name} is deleted; \`caudal online-endpoint restore -n ${name}\` brings it back within seven days`,
      )
    return undefined
  },
}
