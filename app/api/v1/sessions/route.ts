import { accountRoute, okPage, pageOf, pageQuery } from "#lib/http/index.ts"
import { sessionView } from "#lib/identity/contract.ts"
import { listSessions } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = accountRoute({
  method: "GET",
  path: apiPaths.sessions,
  summary: "List the browsers in which the caller is signed in, the newest first",
  query: pageQuery,
  response: pageOf(sessionView),
  run: async ({ account, query }) => okPage(await listSessions(account, query)),
})
