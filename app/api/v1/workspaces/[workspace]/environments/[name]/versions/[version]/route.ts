import { environmentInput, environmentView } from "#lib/environments/contract.ts"
import { registerEnvironment, requireEnvironment } from "#lib/environments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

const LATEST = "@latest"

export const GET = route({
  method: "GET",
  path: apiPaths.environmentVersion,
  summary: "Show one version of an environment; @latest is the newest that is not archived",
  action: "environments/read",
  response: environmentView,
  run: async ({ ctx, params: { name, version } }) =>
    ok(await requireEnvironment(ctx, { name, version: version === LATEST ? null : version })),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.environmentVersion,
  summary: "Register a version of an environment, or change what it says of itself",
  action: "environments/write",
  body: environmentInput,
  bodyFromPath: { name: "name", version: "version" },
  guards: ["If-Match", "If-None-Match"],
  response: environmentView,
  statuses: [200, 201],
  run: async ({ ctx, params: { name, version }, body, preconditions, services }) => {
    const input = { ...body, name, version, precondition: preconditions }
    const { environment, created } = await registerEnvironment(ctx, input, services.home)
    return ok(environment, { isCreated: created })
  },
})
