import type { Command } from "../command.ts"
import { ENDPOINT_COLUMNS } from "../output/columns.ts"
import { LOCAL, NAME, NEW_NAME, NO_WAIT } from "../shared-flags.ts"

export const restoreOnlineEndpoint: Command = {
  name: "online-endpoint restore",
  summary: "Bring a deleted endpoint back with its deployments, keys and traffic.",
  details: "Within seven days of its deletion. Of several with one name the last that was deleted comes back.",
  flags: [NAME, NEW_NAME, NO_WAIT, LOCAL],
  examples: [
    { text: "As it was", command: "caudal online-endpoint restore -n diabetes" },
    {
      text: "Under another name, because its own is taken by now",
      command: "caudal online-endpoint restore -n diabetes --new-name diabetes-old",
    },
  ],
  run: async (context) => {
    const { client, get } = context
    const { findDeleted } = await import("../find-deleted.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    refuseLocal(context)
    const name = get(NAME)
    const newName = get(NEW_NAME)
    const list = "caudal online-endpoint list --deleted -o table"
    const id = await findDeleted(client, client.paths.deletedEndpoints, { name, what: "endpoint", list })
    const json = newName === undefined ? {} : { name: newName }
    const answer = await client.send("POST", client.paths.restoreEndpoint(id), { json })
    const restored = newName ?? name
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject: { endpoint: restored } })
    if (isOver) {
      const shown = await client.send("GET", client.paths.endpoint(restored))
      await context.print(shown.json, { columns: ENDPOINT_COLUMNS })
    }
    return undefined
  },
}
