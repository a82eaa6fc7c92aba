import type { Command } from "../command.ts"
import { DEPLOYMENT_COLUMNS } from "../output/columns.ts"
import { ENDPOINT, LOCAL, NAME, NEW_NAME, NO_WAIT } from "../shared-flags.ts"

export const restoreOnlineDeployment: Command = {
  name: "online-deployment restore",
  summary: "Bring a deleted deployment back, without live traffic.",
  details: "Within seven days of its deletion. Of several with one name the last that was deleted comes back.",
  flags: [ENDPOINT, NAME, NEW_NAME, NO_WAIT, LOCAL],
  examples: [{ text: "As it was", command: "caudal online-deployment restore -e diabetes -n blue" }],
  run: async (context) => {
    const { client, get } = context
    const { findDeleted } = await import("../find-deleted.ts")
    const { refuseLocal } = await import("../refuse-local.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    refuseLocal(context)
    const endpoint = requireEndpoint(context)
    const name = get(NAME)
    const newName = get(NEW_NAME)
    const list = `caudal online-deployment list -e ${endpoint} --deleted -o table`
    const path = client.paths.deletedDeployments(endpoint)
    const id = await findDeleted(client, path, { name, what: `deployment of ${endpoint}`, list })
    const json = newName === undefined ? {} : { name: newName }
    const answer = await client.send("POST", client.paths.restoreDeployment(endpoint, id), { json })
    const subject = { endpoint, deployment: newName ?? name }
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject })
    if (isOver) {
      const shown = await client.send("GET", client.paths.deployment(endpoint, subject.deployment))
      await context.print(shown.json, { columns: DEPLOYMENT_COLUMNS })
    }
    return undefined
  },
}
