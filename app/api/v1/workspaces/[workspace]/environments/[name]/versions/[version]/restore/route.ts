import { environmentView } from "#lib/environments/contract.ts"
import { restoreEnvironment } from "#lib/environments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.restoreEnvironmentVersion,
  summary: "Show an archived version of an environment again",
  action: "environments/write",
  response: environmentView,
  run: async ({ ctx, params }) => ok(await restoreEnvironment(ctx, params)),
})
