/** The body of an answer as it can stand in JSON. */
export interface ScoringAnswerBody {
  /** The text, or base 64 of bytes that are no UTF-8. */
  readonly body: string
  readonly isBase64: boolean
  /** There was more than `bytesMax`, or it went on for longer than anybody waits. */
  readonly isTruncated: boolean
}

/**
 * Reads at most `bytesMax` bytes of an answer's body. An answer that never ends, such as a stream of events, is cut off
 * when `deadline` is aborted: what came until then counts.
 *
 * @throws the connection's error, unless the deadline caused it
 */
export async function readScoringAnswer(
  chunks: AsyncIterable<Uint8Array>,
  { bytesMax, deadline }: { readonly bytesMax: number; readonly deadline: AbortSignal },
): Promise<ScoringAnswerBody> {
  const kept: Uint8Array[] = []
  let bytes = 0
  let isTruncated = false
  try {
    for await (const chunk of chunks) {
      const room = bytesMax - bytes
      kept.push(chunk.subarray(0, room))
      bytes += Math.min(room, chunk.length)
      if (chunk.length > room) {
        isTruncated = true
        break
      }
    }
  } catch (error) {
    if (!deadline.aborted) throw error
    isTruncated = true
  }
  const whole = Buffer.concat(kept)
  const text = decode(whole, isTruncated)
  return text === null
    ? { body: whole.toString("base64"), isBase64: true, isTruncated }
    : { body: text, isBase64: false, isTruncated }
}

/** Text, or null for what is none. A character that the cut went through is left out. */
function decode(bytes: Uint8Array, isTruncated: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isTruncated })
  } catch {
    return null
  }
}
