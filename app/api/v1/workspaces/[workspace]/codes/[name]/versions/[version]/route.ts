import { codeInput, codeView } from "#lib/assets/contract.ts"
import { registerCode, requireCode } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

const LATEST = "@latest"

export const GET = route({
  method: "GET",
  path: apiPaths.codeVersion,
  summary: "Show one version of a folder of code; @latest is the newest that is not archived",
  action: "codes/read",
  response: codeView,
  run: async ({ ctx, params: { name, version } }) =>
    ok(await requireCode(ctx, { name, version: version === LATEST ? null : version })),
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.codeVersion,
  summary: "Register a version of a folder of code, or change what it says of itself",
  action: "codes/write",
  body: codeInput,
  bodyFromPath: { name: "name", version: "version" },
  guards: ["If-Match", "If-None-Match"],
  response: codeView,
  statuses: [200, 201],
  run: async ({ ctx, params: { name, version }, body, preconditions, services }) => {
    const input = { ...body, name, version, precondition: preconditions }
    const { code, created } = await registerCode(ctx, input, services.home)
    return ok(code, { isCreated: created })
  },
})
