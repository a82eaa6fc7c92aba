import { codeView } from "#lib/assets/contract.ts"
import { restoreCode } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.restoreCodeVersion,
  summary: "Show an archived version of a folder of code again",
  action: "codes/write",
  response: codeView,
  run: async ({ ctx, params }) => ok(await restoreCode(ctx, params)),
})
