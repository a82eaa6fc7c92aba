import { ok, publicRoute } from "#lib/http/index.ts"
import { loginInput, loginView } from "#lib/identity/contract.ts"
import { logIn } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = publicRoute({
  method: "POST",
  path: apiPaths.login,
  summary: "Trade an e-mail address and a password for a token",
  body: loginInput,
  response: loginView,
  statuses: [201],
  run: async ({ body, services, clientIp }) => ok(await logIn({ ...services, clientIp }, body), { isCreated: true }),
})
