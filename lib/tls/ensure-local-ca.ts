import { generateKeyPairSync } from "node:crypto"
import { readFile } from "node:fs/promises"
import { isIP } from "node:net"

import type { Home } from "#lib/kernel/home.ts"

import { issueCa } from "./issue-certificate.ts"
import { isPrivateAddress, readPermittedNames } from "./name-constraints.ts"
import { publishFile } from "./publish-file.ts"
import { caCertFile, caKeyFile, isUsableCa, readIfThere } from "./read-local-ca.ts"
import type { LocalCa } from "./read-local-ca.ts"

/** A new P-256 key, PKCS #8 as PEM. */
export function newKeyPem(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString()
}

/** The DNS name without a leading `*.`: a constraint covers a name and all below it. */
function baseName(name: string): string {
  return name.startsWith("*.") ? name.slice(2) : name
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
  const keyFile = caKeyFile(home)
  const certFile = caCertFile(home)
  let key = await readIfThere(keyFile)
  if (key === undefined) {
    await publishFile(keyFile, newKeyPem(), { mode: 0o600, replaces: false })
    key = await readFile(keyFile, "utf8")
  }
  const wanted = [...new Set(names.filter((name) => isIP(name) === 0 || !isPrivateAddress(name)).map(baseName))]
  const existing = await readIfThere(certFile)
  const permitted = existing === undefined ? [] : await readPermittedNames(existing)
  const isCovered = (name: string) => permitted.some((base) => name === base || name.endsWith(`.${base}`))
  if (existing !== undefined && isUsableCa(existing, key, nowMs) && wanted.every(isCovered)) {
    return { certFile, cert: existing, key }
  }
  const fresh = await issueCa(key, [...new Set([...permitted, ...wanted])], nowMs)
  await publishFile(certFile, fresh, { mode: 0o644, replaces: existing !== undefined })
  if (existing !== undefined || (await readFile(certFile, "utf8")) === fresh) return { certFile, cert: fresh, key }
  // Another process was first, and its certificate need not cover our names.
  return await ensureLocalCa(home, names, nowMs)
}
