import { accountRoute, ok } from "#lib/http/index.ts"
import { meView } from "#lib/identity/contract.ts"
import { showMe } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = accountRoute({
  method: "GET",
  path: apiPaths.me,
  summary: "Who the caller is and which workspaces they can see",
  response: meView,
  run: async ({ account }) => ok(await showMe(account)),
})
