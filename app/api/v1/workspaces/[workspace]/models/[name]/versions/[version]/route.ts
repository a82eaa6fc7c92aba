import { modelInput, modelView } from "#lib/assets/contract.ts"
import { registerModel, requireModel } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

const LATEST = "@latest"

export const GET = route({
  method: "GET",
  path: apiPaths.modelVersion,
  summary: "Show one version of a model; @latest is the newest that is not archived",
  action: "models/read",
  response: modelView,
  run: async ({ ctx, params: { name, version } }) =>
    ok(await requireModel(ctx, { name, version: version === LATEST ? null : version })),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.modelVersion,
  summary: "Register a version of a model, or change what it says of itself",
  action: "models/write",
  body: modelInput,
  bodyFromPath: { name: "name", version: "version" },
  guards: ["If-Match", "If-None-Match"],
  response: modelView,
  statuses: [200, 201],
  run: async ({ ctx, params: { name, version }, body, preconditions, services }) => {
    const input = { ...body, name, version, precondition: preconditions }
    const { model, created } = await registerModel(ctx, input, services.home)
    return ok(model, { isCreated: created })
  },
})
