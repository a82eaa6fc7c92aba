import { accountRoute, ok } from "#lib/http/index.ts"
import { meInput, meView } from "#lib/identity/contract.ts"
import { changeMe, showMe } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = accountRoute({
  method: "GET",
  path: apiPaths.me,
  summary: "Who the caller is and which workspaces they can see",
  response: meView,
  run: async ({ account }) => ok(await showMe(account)),
})

export const PATCH = accountRoute({
  method: "PATCH",
  path: apiPaths.me,
  summary: "Change the caller's name and preferences; what is left out stays",
  body: meInput,
  response: meView,
  run: async ({ account, body }) => ok(await changeMe(account, body)),
})
