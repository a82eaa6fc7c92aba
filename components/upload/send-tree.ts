import { hashBlob } from "./hash-blob.ts"
import type { Picked, PickedFile } from "./picked.ts"
import type { ManifestFile, UploadApi } from "./upload-api.ts"
import { mayPass } from "./upload-api.ts"

const CHUNK_BYTES = 4 * 1024 * 1024
/** Files that are sent at a time; browsers keep six connections to a server, and pages need some. */
const PARALLEL = 3
const ATTEMPTS_MAX = 8
const PAUSE_MS_FIRST = 300
const PAUSE_MS_MAX = 10_000

/** How far an upload is. Bytes of `sending` count what the server has, also from an earlier attempt. */
export interface UploadProgress {
  readonly phase: "hashing" | "sending"
  readonly doneBytes: number
  readonly totalBytes: number
  /** By path, of files that are under way. */
  readonly files: ReadonlyMap<string, number>
}

interface SendTreeOptions {
  readonly api: UploadApi
  readonly onProgress: (progress: UploadProgress) => void
  readonly signal: AbortSignal
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly hash?: typeof hashBlob
}

/**
 * Uploads a picked tree and answers its reference: hashes every file, learns what the server lacks and from where on (an
 * upload of the same tree that was interrupted is found again), sends that in chunks, and completes it.
 *
 * @throws ApiError, or an AbortError when it was cancelled
 */
export async function sendTree(picked: Picked, options: SendTreeOptions): Promise<string> {
  const { api, signal } = options
  const manifest = await hashAll(picked.files, options)
  const upload = await api.open(manifest, signal)
  const byHash = new Map(manifest.map((entry, index) => [entry.sha256, picked.files[index]]))
  const done = new Map(upload.missing.map(({ sha256, offset }) => [sha256, offset]))
  const missingBytes = upload.missing.reduce((sum, { size }) => sum + size, 0)
  const presentBytes = manifest.reduce((sum, { size }) => sum + size, 0) - missingBytes
  const tell = () => {
    const files = new Map(
      [...done].flatMap(([sha256, bytes]) => [[byHash.get(sha256)?.path ?? sha256, bytes] as const]),
    )
    const sent = [...done.values()].reduce((sum, bytes) => sum + bytes, 0)
    options.onProgress({
      phase: "sending",
      doneBytes: presentBytes + sent,
      totalBytes: presentBytes + missingBytes,
      files,
    })
  }
  tell()
  await eachParallel(upload.missing, async ({ sha256, size, offset }) => {
    const found = byHash.get(sha256)
    if (found === undefined) throw new Error(`The server asks for contents (${sha256}) that were not offered.`)
    const chunkBytes = Math.min(CHUNK_BYTES, upload.chunk_bytes_max)
    await sendBlob({ upload: upload.id, sha256, size, offset, chunkBytes, blob: found.file }, options, (bytes) => {
      done.set(sha256, bytes)
      tell()
    })
  })
  const { tree } = await api.complete(upload.id, signal)
  return `caudal://trees/${tree}/${picked.name}${picked.kind === "folder" ? "/" : ""}`
}

async function hashAll(files: readonly PickedFile[], options: SendTreeOptions): Promise<readonly ManifestFile[]> {
  const { hash = hashBlob, onProgress, signal } = options
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const manifest: ManifestFile[] = []
  let before = 0
  for (const { path, file } of files) {
    const sha256 = await hash(
      file,
      (bytes) =>
        onProgress({ phase: "hashing", doneBytes: before + bytes, totalBytes, files: new Map([[path, bytes]]) }),
      signal,
    )
    before += file.size
    manifest.push({ path, size: file.size, sha256 })
  }
  return manifest
}

interface BlobToSend {
  readonly upload: string
  readonly sha256: string
  readonly size: number
  readonly offset: number
  readonly chunkBytes: number
  readonly blob: Blob
}

/** After a failure the server is asked how much is there, and the rest follows after a pause that grows. */
async function sendBlob(
  { upload, sha256, size, offset: from, chunkBytes, blob }: BlobToSend,
  { api, signal, sleep }: SendTreeOptions,
  onBytes: (bytes: number) => void,
): Promise<void> {
  let offset = from
  let failures = 0
  while (offset < size) {
    const end = Math.min(size, offset + chunkBytes)
    try {
      await api.sendChunk({ upload, sha256, offset, bytes: blob.slice(offset, end) }, signal)
      offset = end
      failures = 0
    } catch (error) {
      failures += 1
      if (failures >= ATTEMPTS_MAX || !mayPass(error)) throw error
      await sleep(Math.min(PAUSE_MS_MAX, PAUSE_MS_FIRST * 2 ** (failures - 1)), signal)
      offset = await api.askOffset(upload, sha256, signal).catch(() => offset)
    }
    onBytes(offset)
  }
}

async function eachParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
}
