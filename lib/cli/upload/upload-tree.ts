import { completedUpload, FILE_BYTES_MAX, TREE_BYTES_MAX, TREE_FILES_MAX, uploadView } from "#lib/assets/contract.ts"

import type { Client } from "../client/create-client.ts"
import { CliError } from "../errors.ts"

import { hashFile } from "./hash-file.ts"
import { sendBlob } from "./send-blob.ts"
import type { TreeFile } from "./walk-tree.ts"

/** Files that are hashed or sent at a time: many small ones are bound by round trips. */
const PARALLEL = 4

/**
 * Runs `work` over all items, so many at a time. The first failure stops what is under way, by the signal, and is thrown
 * once nothing runs any more: what is told after it stands below it.
 */
async function eachParallel<T>(
  items: readonly T[],
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const queue = items.values()
  const worker = async () => {
    try {
      for (const item of queue) {
        if (stop.signal.aborted) return
        await work(item, stop.signal)
      }
    } catch (error) {
      stop.abort(error)
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  stop.signal.throwIfAborted()
}

const GIB = 1024 ** 3

/** Refuses what the server would refuse, before terabytes are read for their hashes. @throws CliError */
function requireRoom(files: readonly TreeFile[]): void {
  if (files.length > TREE_FILES_MAX) {
    throw new CliError(
      `The folder has ${files.length} files; one upload takes at most ${TREE_FILES_MAX}. Leave some out with .amlignore.`,
    )
  }
  const large = files.find(({ size }) => size > FILE_BYTES_MAX)
  if (large) {
    throw new CliError(
      `${large.path} has ${Math.ceil(large.size / GIB)} GiB; one file may have at most ${FILE_BYTES_MAX / GIB} GiB. Split it or leave it out.`,
    )
  }
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > TREE_BYTES_MAX) {
    throw new CliError(
      `The folder has ${Math.ceil(bytes / GIB)} GiB; one upload takes at most ${TREE_BYTES_MAX / GIB} GiB. Leave some files out with .amlignore.`,
    )
  }
}

async function hashAll(files: readonly TreeFile[]): Promise<ReadonlyMap<TreeFile, string>> {
  const hashes = new Map<TreeFile, string>()
  await eachParallel(files, async (file, signal) => {
    hashes.set(file, await hashFile(file.absolute, signal))
  })
  return hashes
}

/**
 * Uploads a tree: tells the server every file's hash, sends the contents that it lacks (from where an interrupted upload
 * stands), and answers the tree's digest.
 *
 * @param onProgress told the bytes that are there, of all that were missing
 * @throws CliError
 */
export async function uploadTree(
  client: Client,
  files: readonly TreeFile[],
  onProgress: (done: number, total: number) => void,
): Promise<{ tree: string; sentBytes: number }> {
  requireRoom(files)
  const hashes = await hashAll(files)
  const listed = files.map((file) => ({
    path: file.path,
    size: file.size,
    executable: file.executable,
    sha256: hashes.get(file),
  }))
  const answer = await client.send("POST", client.paths.uploads, { json: { files: listed } })
  const upload = uploadView.parse(answer.json)
  const fileOf = new Map([...hashes].map(([file, sha256]) => [sha256, file.absolute]))
  const total = upload.missing.reduce((sum, blob) => sum + blob.size, 0)
  const done = new Map(upload.missing.map((blob) => [blob.sha256, blob.offset]))
  const sumDone = () => [...done.values()].reduce((sum, bytes) => sum + bytes, 0)
  const before = sumDone()
  await eachParallel(upload.missing, async (blob, signal) => {
    const file = fileOf.get(blob.sha256)
    if (file === undefined) throw new CliError(`The server asks for contents (${blob.sha256}) that were not offered.`)
    await sendBlob(
      client,
      client.paths.uploadBlob(upload.id, blob.sha256),
      { ...blob, file },
      {
        chunkBytesMax: upload.chunk_bytes_max,
        signal,
        onBytes: (bytes) => {
          done.set(blob.sha256, bytes)
          onProgress(sumDone(), total)
        },
      },
    )
  })
  const completed = await client.send("POST", client.paths.completeUpload(upload.id))
  return { tree: completedUpload.parse(completed.json).tree, sentBytes: total - before }
}
