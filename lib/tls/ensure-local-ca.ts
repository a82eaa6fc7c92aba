import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto"
import { readFile } from "node:fs/promises"
import { isIP } from "node:net"
import path from "node:path"

import type { Home } from "#lib/kernel/home.ts"

import { issueCa } from "./issue-certificate.ts"
import { readPermittedNames } from "./name-constraints.ts"
import { publishFile } from "./publish-file.ts"

/** The certificate authority of this installation. */
export interface LocalCa {
  /** File to hand to clients (`curl --cacert`). */
  readonly certFile: string
  readonly cert: string
  readonly key: string
}

/** A new P-256 key, PKCS #8 as PEM. */
export function newKeyPem(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString()
}

/** Where the authority's certificate is, whether or not it exists yet. */
export function caCertFile(home: Home): string {
  return path.join(home.tls, "ca.pem")
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

/** The DNS name without a leading `*.`: a constraint covers a name and all below it. */
function baseName(name: string): string {
  return name.startsWith("*.") ? name.slice(2) : name
}

function isUsable(pem: string, keyPem: string, nowMs: number): boolean {
  const certificate = new X509Certificate(pem)
  return certificate.checkPrivateKey(createPrivateKey(keyPem)) && certificate.validToDate.getTime() > nowMs
}

/**
 * The local certificate authority in `$CAUDAL_HOME/tls`: `ca.pem` and `ca.key` (mode 600), made at the first call. It can
 * sign only for the `names` it was made for, names below them and private addresses; a name it does not cover yet makes a
 * new certificate for the same key, which clients have to trust again. Safe when several processes start together: the
 * key that is linked first is everybody's.
 */
export async function ensureLocalCa(
  home: Home,
  names: readonly string[] = ["localhost"],
  nowMs: number = Date.now(),
): Promise<LocalCa> {
  const keyFile = path.join(home.tls, "ca.key")
  const certFile = caCertFile(home)
  let key = await readIfThere(keyFile)
  if (key === undefined) {
    await publishFile(keyFile, newKeyPem(), { mode: 0o600, replaces: false })
    key = await readFile(keyFile, "utf8")
  }
  const wanted = [...new Set(names.filter((name) => isIP(name) === 0).map(baseName))]
  const existing = await readIfThere(certFile)
  const permitted = existing === undefined ? [] : readPermittedNames(new X509Certificate(existing).raw)
  const isCovered = (name: string) => permitted.some((base) => name === base || name.endsWith(`.${base}`))
  if (existing !== undefined && isUsable(existing, key, nowMs) && wanted.every(isCovered)) {
    return { certFile, cert: existing, key }
  }
  const fresh = issueCa(key, [...new Set([...permitted, ...wanted])], nowMs)
  await publishFile(certFile, fresh, { mode: 0o644, replaces: existing !== undefined })
  return { certFile, cert: await readFile(certFile, "utf8"), key }
}
