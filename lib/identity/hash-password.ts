import { randomBytes, scrypt } from "node:crypto"

import { createHashQueue } from "./hash-queue.ts"

/** Cost of a hash: about 32 MiB and some 60 ms on a small machine. Stored with each hash, so it can be raised later. */
export const SCRYPT_COST = { n: 2 ** 15, r: 8, p: 1 } as const
const HASH_BYTES = 32
/** Each hash holds one of libuv's four threads, which files need too. Those that wait do so for about a second. */
const inTurn = createHashQueue({ atOnce: 2, waiting: 16 })

interface ScryptCost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** scrypt of a password, off the main thread and in turn. @throws identity.sign_in_busy */
export async function deriveHash(password: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r }
  return await inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, hash) =>
          error ? reject(error) : resolve(hash),
        )
      }),
  )
}

/** What is kept of a password: `scrypt$<n>$<r>$<p>$<salt>$<hash>`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { n, r, p } = SCRYPT_COST
  const hash = await deriveHash(password, salt, SCRYPT_COST)
  return ["scrypt", n, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$")
}
