import { createPrivateKey, X509Certificate } from "node:crypto"
import { readFile } from "node:fs/promises"
import path from "node:path"

import type { Home } from "#lib/kernel/home.ts"

/** The certificate authority of this installation. */
export interface LocalCa {
  /** File to hand to clients (`curl --cacert`). */
  readonly certFile: string
  readonly cert: string
  readonly key: string
}

/** Where the authority's certificate is, whether or not it exists yet. */
export function caCertFile(home: Home): string {
  return path.join(home.tls, "ca.pem")
}

/** Where the authority's key is, whether or not it exists yet. */
export function caKeyFile(home: Home): string {
  return path.join(home.tls, "ca.key")
}

/** The text of a file, or undefined when there is none. Other errors are thrown. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
    throw error
  }
}

/** Whether a certificate (PEM) belongs to the key and has not ended. */
export function isUsableCa(pem: string, keyPem: string, nowMs: number): boolean {
  const certificate = new X509Certificate(pem)
  return certificate.checkPrivateKey(createPrivateKey(keyPem)) && certificate.validToDate.getTime() > nowMs
}

/** The authority as it stands, or undefined when there is none or it has ended. Which names it covers is not looked at. */
export async function readLocalCa(home: Home, nowMs: number): Promise<LocalCa | undefined> {
  const certFile = caCertFile(home)
  const [cert, key] = await Promise.all([readIfThere(certFile), readIfThere(caKeyFile(home))])
  if (cert === undefined || key === undefined) return undefined
  return isUsableCa(cert, key, nowMs) ? { certFile, cert, key } : undefined
}
