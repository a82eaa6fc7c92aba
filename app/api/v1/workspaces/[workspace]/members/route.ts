import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { memberView } from "#lib/identity/contract.ts"
import { listMembers } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.members,
  summary: "List the members of a workspace",
  action: "members/read",
  query: pageQuery,
  response: pageOf(memberView),
  run: async ({ ctx, query }) => okPage(await listMembers(ctx, query)),
})
