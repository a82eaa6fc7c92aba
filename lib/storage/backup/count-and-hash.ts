import { createHash } from "node:crypto"
import { Transform } from "node:stream"

const NEWLINE = 10
/** The driver hands over each row alone; the streams after this one cost the same for 64 KiB as for one row. */
const BATCH_BYTES = 64 * 1024

/** A stream that passes everything on and knows the SHA-256 of it so far. */
export function hashing(): { stream: Transform; digest: () => string } {
  const hash = createHash("sha256")
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, digest: () => hash.digest("hex") }
}

/**
 * A stream that passes text of COPY on, in chunks of at least 64 KiB, and counts its rows: a newline inside a value is
 * escaped there.
 */
export function countingRows(): { stream: Transform; rows: () => number } {
  let rows = 0
  let [batch, bytes]: [Buffer[], number] = [[], 0]
  const takeBatch = () => {
    const whole = Buffer.concat(batch)
    ;[batch, bytes] = [[], 0]
    return whole
  }
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows++
      batch.push(chunk)
      bytes += chunk.length
      if (bytes >= BATCH_BYTES) done(null, takeBatch())
      else done()
    },
    flush(done) {
      done(null, takeBatch())
    },
  })
  return { stream, rows: () => rows }
}
