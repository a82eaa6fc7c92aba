import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto"
import { isIP } from "node:net"

import { bits, integer, octets, oid, sequence, tagged, time, TRUE, utf8 } from "./der.ts"
import { encodeNameConstraints, NAME_CONSTRAINTS_OID } from "./name-constraints.ts"

const DAY_MS = 24 * 60 * 60 * 1000
const CA_DAYS = 3650
/** Short, because renewing is automatic. */
const SERVER_DAYS = 90
const CA_NAME = "Caudal local CA"
const SERVER_NAME = "Caudal server"

const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"))

interface Contents {
  readonly subject: string
  readonly publicKey: Buffer
  readonly signingKeyPem: string
  readonly nowMs: number
  readonly days: number
  readonly extensions: readonly Buffer[]
}

function extension(id: string, isCritical: boolean, value: Uint8Array): Buffer {
  return isCritical ? sequence(oid(id), TRUE, octets(value)) : sequence(oid(id), octets(value))
}

function commonName(text: string): Buffer {
  return sequence(tagged(0x31, sequence(oid("2.5.4.3"), utf8(text))))
}

/** The public half of a key, as SubjectPublicKeyInfo. */
function publicKeyOf(keyPem: string): Buffer {
  return createPublicKey(createPrivateKey(keyPem)).export({ type: "spki", format: "der" })
}

/** RFC 5280 section 4.2.1.2, method 1; the 26 bytes before an uncompressed P-256 point only say what it is. */
function keyIdentifier(spki: Buffer): Buffer {
  return createHash("sha1").update(spki.subarray(26)).digest()
}

function signCertificate({ subject, publicKey, signingKeyPem, nowMs, days, extensions }: Contents): string {
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    commonName(CA_NAME),
    // From yesterday, so that a clock that is a little behind does not refuse it.
    sequence(time(new Date(nowMs - DAY_MS)), time(new Date(nowMs + days * DAY_MS))),
    commonName(subject),
    publicKey,
    tagged(0xa3, sequence(...extensions)),
  )
  const der = sequence(body, ECDSA_WITH_SHA256, bits(sign("sha256", body, signingKeyPem)))
  const lines = der.toString("base64").match(/.{1,64}/g) ?? []
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n")
}

/** The certificate of the local authority itself, as PEM: signs servers, nothing below it, and only for `dnsNames`. */
export function issueCa(keyPem: string, dnsNames: readonly string[], nowMs: number): string {
  const publicKey = publicKeyOf(keyPem)
  return signCertificate({
    subject: CA_NAME,
    publicKey,
    signingKeyPem: keyPem,
    nowMs,
    days: CA_DAYS,
    extensions: [
      extension("2.5.29.19", true, sequence(TRUE, integer(Buffer.from([0])))),
      // keyCertSign and cRLSign.
      extension("2.5.29.15", true, bits(Buffer.from([0b0000_0110]), 1)),
      extension("2.5.29.14", false, octets(keyIdentifier(publicKey))),
      extension(NAME_CONSTRAINTS_OID, true, encodeNameConstraints(dnsNames)),
    ],
  })
}

/** The bytes of an address: 4 or 16. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number))
  const [head = "", tail] = address.split("::")
  const groups = (text: string | undefined) => (text ? text.split(":").map((group) => Number.parseInt(group, 16)) : [])
  const left = groups(head)
  const right = groups(tail)
  const middle = Array.from({ length: 8 - left.length - right.length }, () => 0)
  return Buffer.from([...left, ...middle, ...right].flatMap((group) => [group >> 8, group & 255]))
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? tagged(0x82, Buffer.from(name, "ascii")) : tagged(0x87, addressBytes(name))
}

interface ServerRequest {
  readonly caKeyPem: string
  readonly serverKeyPem: string
  /** Host names, `*.` wildcards and addresses. */
  readonly names: readonly string[]
  readonly nowMs: number
}

/** A server's certificate, signed by the local authority, as PEM. */
export function issueServer({ caKeyPem, serverKeyPem, names, nowMs }: ServerRequest): string {
  const publicKey = publicKeyOf(serverKeyPem)
  return signCertificate({
    subject: SERVER_NAME,
    publicKey,
    signingKeyPem: caKeyPem,
    nowMs,
    days: SERVER_DAYS,
    extensions: [
      extension("2.5.29.19", true, sequence()),
      // digitalSignature, for the extended usage "TLS server".
      extension("2.5.29.15", true, bits(Buffer.from([0b1000_0000]), 7)),
      extension("2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.1"))),
      extension("2.5.29.17", false, sequence(...names.map(alternativeName))),
      extension("2.5.29.14", false, octets(keyIdentifier(publicKey))),
      extension("2.5.29.35", false, sequence(tagged(0x80, keyIdentifier(publicKeyOf(caKeyPem))))),
    ],
  })
}
