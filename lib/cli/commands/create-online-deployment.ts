import { switchFlag } from "../args/index.ts"
import type { Command } from "../command.ts"
import { UsageError } from "../errors.ts"
import { ENDPOINT, FILE, LOCAL, NAME_OPTIONAL, NO_WAIT, SET, VSCODE_DEBUG, WEB } from "../shared-flags.ts"
import { DEPLOYMENT_COLUMNS } from "../output/columns.ts"

const ALL_TRAFFIC = switchFlag("--all-traffic", {
  help: "Give it all live requests once it is ready; the server does it as part of the same change.",
})
/** There is no client-side check of the script to skip. */
const SKIP_VALIDATION = switchFlag("--skip-script-validation", { help: "Accepted as `az` has it; not used." })

const WITH_PACKAGE = switchFlag("--with-package", { help: "Not available: no image is made of a deployment." })

export const createOnlineDeployment: Command = {
  name: "online-deployment create",
  summary: "Create a deployment behind an endpoint; one that exists already is refused.",
  details:
    "Paths in the file are meant from the file's folder. Local models and code are uploaded first; what the server has already is not sent again.",
  flags: [
    FILE,
    ENDPOINT,
    NAME_OPTIONAL,
    ALL_TRAFFIC,
    SET,
    NO_WAIT,
    SKIP_VALIDATION,
    LOCAL,
    VSCODE_DEBUG,
    WEB,
    WITH_PACKAGE,
  ],
  examples: [
    { text: "The first one, with all traffic", command: "caudal online-deployment create -f blue.yml --all-traffic" },
    { text: "A second one, without traffic yet", command: "caudal online-deployment create -f green.yml" },
    {
      text: "With other values than the file's",
      command: "caudal online-deployment create -f green.yml -e diabetes-2 --set instance_count=2",
    },
  ],
  run: async (context) => {
    const { client, get, uses } = context
    const { refuseLocal } = await import("../refuse-local.ts")
    const { loadDefinition } = await import("../definitions/load-definition.ts")
    const { sendableDeployment } = await import("../definitions/sendable-deployment.ts")
    const { refuseExisting } = await import("../refuse-existing.ts")
    const { tellPage } = await import("../tell-page.ts")
    const { finishChange } = await import("../waiting/finish-change.ts")
    refuseLocal(context)
    if (get(WITH_PACKAGE)) {
      throw new UsageError(
        "--with-package is not available: no image is made of a deployment, its environment is built once and its model mounted. Leave the flag out.",
      )
    }
    const file = get(FILE)
    if (file === undefined) throw new UsageError("the following argument is required: --file/-f")
    const overrides = { name: get(NAME_OPTIONAL), endpoint_name: get(ENDPOINT) }
    const definition = loadDefinition({ file, overrides, uses })
    const { json, name, endpoint } = await sendableDeployment(context, definition, (names) =>
      refuseExisting(context, { ...names, file }),
    )
    const answer = await client.send("PUT", client.paths.deployment(endpoint, name), {
      json,
      headers: { "if-none-match": "*" },
      query: { all_traffic: get(ALL_TRAFFIC) ? "true" : undefined },
    })
    tellPage(context, { endpoint, name })
    const subject = { endpoint, deployment: name }
    const isOver = await finishChange(context, answer, { noWait: get(NO_WAIT), subject })
    if (isOver)
      await context.print((await client.send("GET", client.paths.deployment(endpoint, name))).json, {
        columns: DEPLOYMENT_COLUMNS,
      })
    return undefined
  },
}
