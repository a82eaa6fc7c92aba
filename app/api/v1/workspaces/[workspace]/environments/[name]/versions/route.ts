import { environmentInput, environmentView } from "#lib/environments/contract.ts"
import { registerEnvironment } from "#lib/environments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.environmentVersions,
  summary: "Register the next version of an environment",
  action: "environments/write",
  body: environmentInput,
  bodyFromPath: { name: "name" },
  response: environmentView,
  statuses: [200, 201],
  run: async ({ ctx, params, body, services }) => {
    const { environment, created } = await registerEnvironment(ctx, { ...body, name: params.name }, services.home)
    return ok(environment, { isCreated: created })
  },
})
