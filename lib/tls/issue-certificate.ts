import { createPrivateKey, createPublicKey } from "node:crypto"
import { isIP } from "node:net"

import type { Extension, JsonGeneralNames } from "@peculiar/x509"

import { loadX509 } from "./load-x509.ts"
import { createNameConstraints } from "./name-constraints.ts"

const DAY_MS = 24 * 60 * 60 * 1000
const CA_DAYS = 3650
/** Short, because renewing is automatic. */
const SERVER_DAYS = 90
const CA_NAME = "Caudal local CA"
const SERVER_NAME = "Caudal server"
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }

interface Contents {
  readonly subject: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly signingKeyPem: string
  readonly nowMs: number
  readonly days: number
  readonly extensions: Extension[]
}

/** Always the same string type: some clients compare issuer and subject byte by byte. */
function commonName(text: string) {
  return [{ CN: [{ utf8String: text }] }]
}

/** The public half of a key, as SubjectPublicKeyInfo. */
function publicKeyOf(keyPem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createPublicKey(createPrivateKey(keyPem)).export({ type: "spki", format: "der" }))
}

async function signingKeyOf(keyPem: string): Promise<CryptoKey> {
  const der = new Uint8Array(createPrivateKey(keyPem).export({ type: "pkcs8", format: "der" }))
  return await crypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"])
}

async function signCertificate(contents: Contents): Promise<string> {
  const { subject, publicKey, signingKeyPem, nowMs, days, extensions } = contents
  const { x509 } = await loadX509()
  // Without a serial number the library takes 16 random bytes, as a positive number.
  const certificate = await x509.X509CertificateGenerator.create({
    issuer: new x509.Name(commonName(CA_NAME)),
    subject: new x509.Name(commonName(subject)),
    // From yesterday, so that a clock that is a little behind does not refuse it.
    notBefore: new Date(nowMs - DAY_MS),
    notAfter: new Date(nowMs + days * DAY_MS),
    publicKey,
    signingKey: await signingKeyOf(signingKeyPem),
    signingAlgorithm: ALGORITHM,
    extensions,
  })
  return `${certificate.toString("pem")}\n`
}

/** The certificate of the local authority itself, as PEM: signs servers, nothing below it, and only for `names`. */
export async function issueCa(keyPem: string, names: readonly string[], nowMs: number): Promise<string> {
  const { x509 } = await loadX509()
  const publicKey = publicKeyOf(keyPem)
  const { keyCertSign, cRLSign } = x509.KeyUsageFlags
  return await signCertificate({
    subject: CA_NAME,
    publicKey,
    signingKeyPem: keyPem,
    nowMs,
    days: CA_DAYS,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await createNameConstraints(names),
    ],
  })
}

interface ServerRequest {
  readonly caKeyPem: string
  readonly serverKeyPem: string
  /** Host names, `*.` wildcards and addresses. */
  readonly names: readonly string[]
  readonly nowMs: number
}

/** A server's certificate, signed by the local authority, as PEM. */
export async function issueServer({ caKeyPem, serverKeyPem, names, nowMs }: ServerRequest): Promise<string> {
  const { x509 } = await loadX509()
  const publicKey = publicKeyOf(serverKeyPem)
  const alternativeNames: JsonGeneralNames = names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value }))
  return await signCertificate({
    subject: SERVER_NAME,
    publicKey,
    signingKeyPem: caKeyPem,
    nowMs,
    days: SERVER_DAYS,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(alternativeNames),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(publicKeyOf(caKeyPem)),
    ],
  })
}
