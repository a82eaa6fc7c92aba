const CR = 13
const LF = 10
const SEMICOLON = 59
/** Longest `;extension` after a chunk's size, and all trailers together. */
const EXTRA_BYTES_MAX = 4096

type State = "size" | "extension" | "size-lf" | "data" | "data-cr" | "data-lf" | "trailer" | "done"

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/**
 * Undoes chunked coding (RFC 9112 section 7.1), strictly: CRLF only, at most 8 hexadecimal digits, bounded extensions and
 * trailers, both of which are dropped. A decoder serves one answer.
 */
export class ChunkedDecoder {
  #state: State = "size"
  #size = 0
  #digits = 0
  #extra = 0
  /** Bytes of the trailer line so far; an empty line ends the section. */
  #lineBytes = 0
  #sawCr = false

  get isDone(): boolean {
    return this.#state === "done"
  }

  /**
   * Decodes `bytes` from `at`; gives data to `onData` as views that are valid only during the call.
   *
   * @returns where decoding stopped (after the last chunk, or at the end), or -1 when the coding is broken.
   */
  decode(bytes: Uint8Array, at: number, onData: (data: Uint8Array) => void): number {
    while (at < bytes.length && this.#state !== "done") {
      if (this.#state === "data") {
        const end = Math.min(bytes.length, at + this.#size)
        onData(bytes.subarray(at, end))
        this.#size -= end - at
        at = end
        if (this.#size === 0) this.#state = "data-cr"
      } else if (!this.#step(bytes[at++] ?? 0)) return -1
    }
    return at
  }

  #step(byte: number): boolean {
    switch (this.#state) {
      case "size":
        return this.#stepSize(byte)
      case "extension":
        if (byte === CR) this.#state = "size-lf"
        else if (byte === LF) return false
        return ++this.#extra <= EXTRA_BYTES_MAX
      case "size-lf":
        this.#state = this.#size === 0 ? "trailer" : "data"
        this.#digits = 0
        return byte === LF
      case "data-cr":
        this.#state = "data-lf"
        return byte === CR
      case "data-lf":
        this.#state = "size"
        return byte === LF
      case "trailer":
        return this.#stepTrailer(byte)
      default:
        return false
    }
  }

  #stepSize(byte: number): boolean {
    const digit = hexDigit(byte)
    if (digit !== -1) {
      this.#size = this.#size * 16 + digit
      return ++this.#digits <= 8
    }
    if (this.#digits === 0) return false
    if (byte === CR) this.#state = "size-lf"
    else if (byte === SEMICOLON) this.#state = "extension"
    else return false
    return true
  }

  #stepTrailer(byte: number): boolean {
    if (++this.#extra > EXTRA_BYTES_MAX) return false
    if (this.#sawCr) {
      this.#sawCr = false
      if (byte !== LF) return false
      if (this.#lineBytes === 0) this.#state = "done"
      this.#lineBytes = 0
      return true
    }
    if (byte === LF) return false
    if (byte === CR) this.#sawCr = true
    else this.#lineBytes++
    return true
  }
}
