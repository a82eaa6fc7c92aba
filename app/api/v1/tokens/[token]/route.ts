import { accountRoute } from "#lib/http/index.ts"
import { revokeToken } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const DELETE = accountRoute({
  method: "DELETE",
  path: apiPaths.token,
  summary: "Revoke a token of the caller",
  statuses: [204],
  run: async ({ account, params }) => {
    await revokeToken(account, params.token)
    return {}
  },
})
