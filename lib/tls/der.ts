/**
 * The little of DER (X.690) that a certificate needs. Written out because every library for it brings a reflection
 * polyfill and a dozen packages along for six kinds of values.
 */

/** A value with its tag and length. */
export function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return tagged(0x30, ...parts)
}

/** An object identifier in dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number)
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 127]
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 127) | 128)
    return groups
  })
  return tagged(0x06, Buffer.from(bytes))
}

/** A positive whole number from its big-endian bytes. The first byte must not be zero. */
export function integer(bytes: Uint8Array): Buffer {
  const isNegative = ((bytes[0] ?? 0) & 128) !== 0
  return tagged(0x02, isNegative ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)
}

/** Bits whose last `unused` are padding. */
export function bits(bytes: Uint8Array, unused = 0): Buffer {
  return tagged(0x03, Buffer.from([unused]), bytes)
}

export function octets(bytes: Uint8Array): Buffer {
  return tagged(0x04, bytes)
}

export function utf8(text: string): Buffer {
  return tagged(0x0c, Buffer.from(text, "utf8"))
}

export const TRUE = tagged(0x01, Buffer.from([255]))

/** A point in time: UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 section 4.1.2.5). */
export function time(date: Date): Buffer {
  const text = date.toISOString().replaceAll(/[-:T]|\.\d+/g, "")
  return date.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(text.slice(2), "ascii"))
    : tagged(0x18, Buffer.from(text, "ascii"))
}

/** Splits off the first value: its tag, its content, and what follows it. */
export function readTagged(der: Buffer): { tag: number; content: Buffer; rest: Buffer } {
  const first = der[1] ?? 0
  const extra = first < 128 ? 0 : first & 127
  const length = extra === 0 ? first : der.readUIntBE(2, extra)
  const start = 2 + extra
  return { tag: der[0] ?? 0, content: der.subarray(start, start + length), rest: der.subarray(start + length) }
}
