import { completedUpload } from "#lib/assets/contract.ts"
import { completeUpload } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.completeUpload,
  summary: "End an upload of which every file has arrived",
  action: "uploads/write",
  response: completedUpload,
  run: async ({ ctx, params, services }) => ok(await completeUpload(ctx, params.upload, services.home)),
})
