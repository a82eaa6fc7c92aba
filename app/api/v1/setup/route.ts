import { z } from "zod"

import { ok, publicRoute } from "#lib/http/index.ts"
import { setupInput, userView } from "#lib/identity/contract.ts"
import { completeSetup } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = publicRoute({
  method: "POST",
  path: apiPaths.setup,
  summary: "Create the first owner with the one-time set-up link",
  body: setupInput,
  response: z.object({ user: userView }),
  statuses: [201],
  run: async ({ body, services }) => ok({ user: await completeSetup(services, body) }, { isCreated: true }),
})
