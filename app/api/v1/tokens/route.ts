import { accountRoute, ok, okPage, pageOf, pageQuery } from "#lib/http/index.ts"
import { issuedTokenView, tokenInput, tokenView } from "#lib/identity/contract.ts"
import { issueToken, listTokens } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = accountRoute({
  method: "GET",
  path: apiPaths.tokens,
  summary: "List the caller's tokens",
  query: pageQuery,
  response: pageOf(tokenView),
  run: async ({ account, query }) => okPage(await listTokens(account, query)),
})

export const POST = accountRoute({
  method: "POST",
  path: apiPaths.tokens,
  summary: "Make a token; its text is shown this once",
  body: tokenInput,
  response: issuedTokenView,
  statuses: [201],
  run: async ({ account, body }) => ok(await issueToken(account, body), { isCreated: true }),
})
