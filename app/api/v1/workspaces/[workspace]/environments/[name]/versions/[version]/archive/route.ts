import { environmentView } from "#lib/environments/contract.ts"
import { archiveEnvironment } from "#lib/environments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.archiveEnvironmentVersion,
  summary: "Hide a version of an environment from lists and from @latest",
  action: "environments/write",
  response: environmentView,
  run: async ({ ctx, params }) => ok(await archiveEnvironment(ctx, params)),
})
