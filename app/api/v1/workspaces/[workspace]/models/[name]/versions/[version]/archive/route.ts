import { modelView } from "#lib/assets/contract.ts"
import { archiveModel } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.archiveModelVersion,
  summary: "Hide a version of a model from lists and from @latest",
  action: "models/write",
  response: modelView,
  run: async ({ ctx, params }) => ok(await archiveModel(ctx, params)),
})
