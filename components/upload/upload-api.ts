import { ApiError } from "#components/data/api-error.ts"
import { reach, readProblem, sendJson } from "#components/data/send-json.ts"
import type { CompletedUpload, UploadView } from "#lib/assets/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** One file of the tree as the server is told of it. */
export interface ManifestFile {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** The server's side of an upload. */
export interface UploadApi {
  open(files: readonly ManifestFile[], signal: AbortSignal): Promise<UploadView>
  /** How many bytes of a file have arrived. */
  askOffset(upload: string, sha256: string, signal: AbortSignal): Promise<number>
  sendChunk(chunk: Chunk, signal: AbortSignal): Promise<void>
  complete(upload: string, signal: AbortSignal): Promise<CompletedUpload>
}

export interface Chunk {
  readonly upload: string
  readonly sha256: string
  readonly offset: number
  readonly bytes: Blob
}

/** The upload routes of a workspace. */
export function uploadApi(workspace: string): UploadApi {
  const blobPath = (upload: string, sha256: string) => fillPath(apiPaths.uploadBlob, { workspace, upload, sha256 })
  return {
    open: async (files, signal) => {
      const path = fillPath(apiPaths.uploads, { workspace })
      return (await sendJson<UploadView>("POST", path, { body: { files }, signal })).body
    },
    askOffset: async (upload, sha256, signal) => {
      const response = await reach(blobPath(upload, sha256), { method: "HEAD", signal })
      if (!response.ok) throw readProblem(response, "")
      return Number(response.headers.get("upload-offset") ?? 0)
    },
    sendChunk: async ({ upload, sha256, offset, bytes }, signal) => {
      const headers = { "upload-offset": String(offset), "content-type": "application/octet-stream" }
      const response = await reach(blobPath(upload, sha256), { method: "PUT", headers, body: bytes, signal })
      if (!response.ok) throw readProblem(response, await response.text())
    },
    complete: async (upload, signal) => {
      const path = fillPath(apiPaths.completeUpload, { workspace, upload })
      return (await sendJson<CompletedUpload>("POST", path, { signal })).body
    },
  }
}

/** Whether the same chunk may get through later: the network, a busy server, or an answer that was lost. */
export function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.isPassing || error.status === 409 || error.status === 429)
}
