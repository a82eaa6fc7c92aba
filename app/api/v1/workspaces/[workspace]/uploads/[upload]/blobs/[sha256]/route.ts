import { blobProgress, sha256 } from "#lib/assets/contract.ts"
import { getUploadOffset, parseUploadOffset, receiveBlobChunk } from "#lib/assets/index.ts"
import { ok, rawRoute, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const HEAD = route({
  method: "HEAD",
  path: apiPaths.uploadBlob,
  summary: "Learn in Upload-Offset how many bytes of a file have arrived",
  action: "uploads/write",
  params: { sha256 },
  run: async ({ ctx, params, services }) => {
    const at = { uploadId: params.upload, sha256: params.sha256 }
    const { offset } = await getUploadOffset(ctx, at, services.home)
    return { status: 200, headers: { "upload-offset": String(offset) } }
  },
})

export const PUT = rawRoute({
  method: "PUT",
  path: apiPaths.uploadBlob,
  summary: "Send the next bytes of a file, from Upload-Offset on",
  action: "uploads/write",
  params: { sha256 },
  response: blobProgress,
  run: async ({ ctx, params, body, request, services }) => {
    const offset = parseUploadOffset(request.headers.get("upload-offset"))
    const chunk = { uploadId: params.upload, sha256: params.sha256, offset, body }
    const progress = await receiveBlobChunk(ctx, chunk, services.home)
    return ok(progress, { headers: { "upload-offset": String(progress.offset) } })
  },
})
