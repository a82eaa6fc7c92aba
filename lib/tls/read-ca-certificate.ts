import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"

import { tlsErrors } from "./errors.ts"
import { caCertFile, readIfThere } from "./read-local-ca.ts"

/**
 * The certificate of this installation's authority as PEM: what a caller needs to trust the gateway. It holds no secret.
 *
 * @throws tls.no_local_ca
 */
export async function readCaCertificate(home: Home, isTlsOn: boolean): Promise<string> {
  const pem = isTlsOn ? await readIfThere(caCertFile(home)) : undefined
  if (pem !== undefined) return pem
  throw new AppError(
    tlsErrors.noLocalCa,
    "This installation has no certificate authority of its own, because CAUDAL_TLS is off.",
  )
}
