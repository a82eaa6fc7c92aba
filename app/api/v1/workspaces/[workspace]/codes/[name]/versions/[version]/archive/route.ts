import { codeView } from "#lib/assets/contract.ts"
import { archiveCode } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.archiveCodeVersion,
  summary: "Hide a version of a folder of code from lists and from @latest",
  action: "codes/write",
  response: codeView,
  run: async ({ ctx, params }) => ok(await archiveCode(ctx, params)),
})
