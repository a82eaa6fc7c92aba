import { createHash } from "node:crypto"
import { Transform } from "node:stream"

const NEWLINE = 10

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

/** A stream that passes text of COPY on and counts its rows: a newline inside a value is escaped there. */
export function countingRows(): { stream: Transform; rows: () => number } {
  let rows = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) rows++
      done(null, chunk)
    },
  })
  return { stream, rows: () => rows }
}
