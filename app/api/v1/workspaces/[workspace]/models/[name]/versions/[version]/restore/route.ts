import { modelView } from "#lib/assets/contract.ts"
import { restoreModel } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.restoreModelVersion,
  summary: "Show an archived version of a model again",
  action: "models/write",
  response: modelView,
  run: async ({ ctx, params }) => ok(await restoreModel(ctx, params)),
})
