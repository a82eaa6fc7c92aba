import { modelInput, modelView } from "#lib/assets/contract.ts"
import { registerModel } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.modelVersions,
  summary: "Register the next version of a model",
  action: "models/write",
  body: modelInput,
  bodyFromPath: { name: "name" },
  response: modelView,
  statuses: [200, 201],
  run: async ({ ctx, params, body, services }) => {
    const { model, created } = await registerModel(ctx, { ...body, name: params.name }, services.home)
    return ok(model, { isCreated: created })
  },
})
