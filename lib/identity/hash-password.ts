import { randomBytes, scrypt } from "node:crypto"

/** Cost of a hash: about 32 MiB and some 60 ms on a small machine. Stored with each hash, so it can be raised later. */
export const SCRYPT_COST = { n: 2 ** 15, r: 8, p: 1 } as const
const HASH_BYTES = 32

interface ScryptCost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** scrypt of a password, off the main thread. */
export async function deriveHash(password: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const options = { N: n, r, p, maxmem: 256 * n * r }
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    )
  })
}

/** What is kept of a password: `scrypt$<n>$<r>$<p>$<salt>$<hash>`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { n, r, p } = SCRYPT_COST
  const hash = await deriveHash(password, salt, SCRYPT_COST)
  return ["scrypt", n, r, p, salt.toString("base64url"), hash.toString("base64url")].join("$")
}
