import { ok, route } from "#lib/http/index.ts"
import { workspaceView } from "#lib/identity/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.workspace,
  summary: "Show a workspace and the caller's role in it",
  action: "workspaces/read",
  response: workspaceView,
  run: async ({ workspace }) => ok(workspace),
})
