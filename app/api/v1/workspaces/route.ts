import { accountRoute, ok, okPage, pageOf, pageQuery } from "#lib/http/index.ts"
import { workspaceInput, workspaceView } from "#lib/identity/contract.ts"
import { createWorkspace, listWorkspaces } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = accountRoute({
  method: "GET",
  path: apiPaths.workspaces,
  summary: "List the workspaces that the caller can see",
  query: pageQuery,
  response: pageOf(workspaceView),
  run: async ({ account, query }) => okPage(await listWorkspaces(account, query)),
})

export const POST = accountRoute({
  method: "POST",
  path: apiPaths.workspaces,
  summary: "Make a workspace; for owners of the installation",
  body: workspaceInput,
  response: workspaceView,
  statuses: [201],
  run: async ({ account, body }) => ok(await createWorkspace(account, body), { isCreated: true }),
})
