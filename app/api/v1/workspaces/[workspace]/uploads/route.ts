import { MANIFEST_BYTES_MAX, uploadInput, uploadView } from "#lib/assets/contract.ts"
import { createUpload } from "#lib/assets/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.uploads,
  summary: "Open an upload of a tree of files, or find the open one of the same tree, and learn what is missing",
  action: "uploads/write",
  body: uploadInput,
  limits: { bodyBytesMax: MANIFEST_BYTES_MAX },
  response: uploadView,
  statuses: [201],
  run: async ({ ctx, body, services }) => ok(await createUpload(ctx, body, services.home), { isCreated: true }),
})
