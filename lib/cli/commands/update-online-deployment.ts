import type { Command } from "../command.ts"
import {
  ADD,
  ENDPOINT,
  FILE,
  FORCE_STRING,
  LOCAL,
  NAME_OPTIONAL,
  NO_WAIT,
  REMOVE,
  SET,
  VSCODE_DEBUG,
} from "../shared-flags.ts"
import { switchFlag } from "../args/index.ts"
import { DEPLOYMENT_COLUMNS } from "../output/columns.ts"

const SKIP_VALIDATION = switchFlag("--skip-script-validation", { help: "Accepted as `az` has it; not used." })

export const updateOnlineDeployment: Command = {
  name: "online-deployment update",
  summary: "Change a deployment in place; the old revision serves until the new one is ready.",
  flags: [FILE, ENDPOINT, NAME_OPTIONAL, SET, ADD, REMOVE, FORCE_STRING, NO_WAIT, SKIP_VALIDATION, LOCAL, VSCODE_DEBUG],
  examples: [
    { text: "More instances", command: "caudal online-deployment update -e diabetes -n blue --set instance_count=2" },
    { text: "All that a file says", command: "caudal online-deployment update -f blue.yml" },
    {
      text: "Several values",
      command:
        "caudal online-deployment update -e diabetes -n blue --set request_settings.max_concurrent_requests_per_instance=4 environment_variables.WORKER_COUNT=4",
    },
  ],
  run: async (context) => {
    const { client, get } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { sendableDeployment } = await import("../definitions/sendable-deployment.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    const { resourceNames, updateResource } = await import("../update-resource.ts")
    const { requireEndpoint } = await import("../require-endpoint.ts")
    refuseLocal(context)
    const overrides = {
      name: get(NAME_OPTIONAL),
      endpoint_name: get(FILE) === undefined ? requireEndpoint(context) : get(ENDPOINT),
    }
    const names = await resourceNames(context, overrides)
    const answer = await updateResource(context, {
      overrides,
      pathOf: ({ name, endpoint_name: endpoint }) => client.paths.deployment(endpoint, name),
      prepare: async (definition) => (await sendableDeployment(context, definition)).json,
    })
    const subject = { endpoint: names.endpoint_name, deployment: names.name }
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject })
    const path = client.paths.deployment(subject.endpoint, subject.deployment)
    if (isOver) await context.print((await client.send("GET", path)).json, { columns: DEPLOYMENT_COLUMNS })
    return undefined
  },
}
