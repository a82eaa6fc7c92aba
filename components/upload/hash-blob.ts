const READ_BYTES = 2 * 1024 * 1024

/**
 * SHA-256 of a file in lower-case hex, read in pieces: a model may be larger than the memory of the machine.
 *
 * @param onBytes told the bytes read so far
 */
export async function hashBlob(blob: Blob, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const { createSHA256 } = await import("hash-wasm")
  const hash = await createSHA256()
  for (let offset = 0; offset < blob.size; offset += READ_BYTES) {
    signal.throwIfAborted()
    hash.update(new Uint8Array(await blob.slice(offset, offset + READ_BYTES).arrayBuffer()))
    onBytes(Math.min(blob.size, offset + READ_BYTES))
  }
  return hash.digest("hex")
}
