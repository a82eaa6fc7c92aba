import { createPrivateKey, X509Certificate } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"

import type { Home } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"

import { ensureLocalCa, newKeyPem } from "./ensure-local-ca.ts"
import { issueServer } from "./issue-certificate.ts"
import { publishFile } from "./publish-file.ts"
import { readLocalCa } from "./read-local-ca.ts"
import type { LocalCa } from "./read-local-ca.ts"

/** What a TLS server needs, as PEM. */
export interface ServerCertificate {
  readonly cert: string
  readonly key: string
  /** Wall-clock milliseconds after which it should be asked for again. */
  readonly renewAtMs: number
}

const RENEW_BEFORE_MS = 30 * 24 * 60 * 60 * 1000
const KEY_BLOCK = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----\n?/
const CERT_BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n?/

/**
 * Reads a stored certificate if it is still good: made under this very certificate of the authority, which therefore covers
 * its names, and not near its end.
 */
async function readUsable(file: string, ca: LocalCa, nowMs: number): Promise<ServerCertificate | undefined> {
  try {
    const text = await readFile(file, "utf8")
    const key = KEY_BLOCK.exec(text)?.[0]
    const cert = CERT_BLOCK.exec(text)?.[0]
    if (key === undefined || cert === undefined || !text.endsWith(ca.cert)) return undefined
    const parsed = new X509Certificate(cert)
    const renewAtMs = parsed.validToDate.getTime() - RENEW_BEFORE_MS
    const isOurs =
      parsed.verify(new X509Certificate(ca.cert).publicKey) && parsed.checkPrivateKey(createPrivateKey(key))
    return isOurs && nowMs < renewAtMs ? { cert, key, renewAtMs } : undefined
  } catch {
    // Not there, or not what was written: a new one is made in its place.
    return undefined
  }
}

/**
 * A certificate of the local authority for `names` (host names, `*.` wildcards and addresses), kept in `$CAUDAL_HOME/tls`
 * and made anew 30 days before its end. Key, certificate and the authority's certificate that it was made under stand in one
 * file of mode 600, so that they always belong together, whoever replaces it meanwhile.
 */
export async function ensureServerCertificate(
  home: Home,
  names: readonly string[],
  nowMs: number = Date.now(),
): Promise<ServerCertificate> {
  const tag = sha256Hex(names.toSorted().join("\n")).slice(0, 12)
  const file = path.join(home.tls, `server-${tag}.pem`)
  const known = await readLocalCa(home, nowMs)
  const stored = known === undefined ? undefined : await readUsable(file, known, nowMs)
  if (stored !== undefined) return stored
  const ca = await ensureLocalCa(home, names, nowMs)
  const key = newKeyPem()
  const cert = await issueServer({ caKeyPem: ca.key, serverKeyPem: key, names, nowMs })
  await publishFile(file, key + cert + ca.cert, { mode: 0o600, replaces: true })
  return { cert, key, renewAtMs: new X509Certificate(cert).validToDate.getTime() - RENEW_BEFORE_MS }
}
