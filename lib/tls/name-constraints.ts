import { oid, readTagged, sequence, tagged } from "./der.ts"

/** Object identifier of the extension (RFC 5280 section 4.2.1.10). */
export const NAME_CONSTRAINTS_OID = "2.5.29.30"

const PERMITTED = 0xa0
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

const times = (count: number, byte: number) => Array.from({ length: count }, () => byte)

/** Addresses of this machine and of private networks, each followed by its mask: no public address can be signed for. */
const PRIVATE_RANGES = [
  [127, 0, 0, 0, 255, 0, 0, 0],
  [10, 0, 0, 0, 255, 0, 0, 0],
  [172, 16, 0, 0, 255, 240, 0, 0],
  [192, 168, 0, 0, 255, 255, 0, 0],
  [...times(15, 0), 1, ...times(16, 255)],
  [0xfc, ...times(15, 0), 0xfe, ...times(15, 0)],
  [0xfe, 0x80, ...times(14, 0), 0xff, 0xc0, ...times(14, 0)],
]

/**
 * The extension's value in DER: a certificate authority with it can sign only for `dnsNames`, names below them, and
 * private addresses. So its key, on a laptop, is no key to other people's sites.
 */
export function encodeNameConstraints(dnsNames: readonly string[]): Buffer {
  const bases = [
    ...dnsNames.map((name) => tagged(DNS_NAME, Buffer.from(name, "ascii"))),
    ...PRIVATE_RANGES.map((range) => tagged(IP_ADDRESS, Buffer.from(range))),
  ]
  return sequence(tagged(PERMITTED, ...bases.map((base) => sequence(base))))
}

/** The DNS names that a certificate of ours permits; none when it has no constraints. @param der the whole certificate. */
export function readPermittedNames(der: Buffer): string[] {
  const at = der.indexOf(oid(NAME_CONSTRAINTS_OID))
  if (at === -1) return []
  // After the identifier: the criticality, then the value wrapped as octets.
  const criticality = readTagged(readTagged(der.subarray(at)).rest)
  const value = readTagged(criticality.rest).content
  const names: string[] = []
  let left = readTagged(readTagged(value).content).content
  while (left.length > 0) {
    const subtree = readTagged(left)
    const base = readTagged(subtree.content)
    if (base.tag === DNS_NAME) names.push(base.content.toString("ascii"))
    left = subtree.rest
  }
  return names
}
