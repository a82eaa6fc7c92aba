import { codeInput, codeView } from "#lib/assets/contract.ts"
import { registerCode } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.codeVersions,
  summary: "Register the next version of a folder of code",
  action: "codes/write",
  body: codeInput,
  bodyFromPath: { name: "name" },
  response: codeView,
  statuses: [200, 201],
  run: async ({ ctx, params, body, services }) => {
    const { code, created } = await registerCode(ctx, { ...body, name: params.name }, services.home)
    return ok(code, { isCreated: created })
  },
})
