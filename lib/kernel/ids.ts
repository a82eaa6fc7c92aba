import { randomBytes } from "node:crypto"

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

/** What each id prefix stands for; a new kind of row gets a new prefix here. */
export const ID_PREFIXES = {
  workspace: "ws",
  user: "usr",
  session: "ses",
  token: "tok",
  endpoint: "end",
  deployment: "dep",
  revision: "rev",
  instance: "ins",
  trafficRevision: "trf",
  model: "mod",
  code: "cod",
  environment: "env",
  upload: "upl",
  draft: "drf",
  operation: "op",
  key: "key",
  host: "hst",
  gateway: "gw",
} as const

export type IdKind = keyof typeof ID_PREFIXES

function encodeBase32(value: bigint, length: number): string {
  let text = ""
  for (let rest = value, i = 0; i < length; i++, rest >>= 5n) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text
  }
  return text
}

/**
 * A new id: prefix, then 10 characters of time (ms, Crockford base 32) and 12 of randomness (60 bits), so that ids of one
 * kind sort by creation.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  const random = BigInt(`0x${randomBytes(8).toString("hex")}`)
  return `${ID_PREFIXES[kind]}_${encodeBase32(BigInt(nowMs), 10)}${encodeBase32(random, 12)}`
}
