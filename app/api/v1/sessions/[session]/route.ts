import { accountRoute } from "#lib/http/index.ts"
import { endSession } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const DELETE = accountRoute({
  method: "DELETE",
  path: apiPaths.session,
  summary: "Sign one of the caller's browsers out, also the one that asks",
  statuses: [204],
  run: async ({ account, params, services }) => {
    await endSession(account, services.sessions, params.session)
    return {}
  },
})
