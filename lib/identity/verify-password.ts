import { timingSafeEqual } from "node:crypto"

import { z } from "zod"

import { deriveHash, SCRYPT_COST } from "./hash-password.ts"

const storedHash = z.tuple([
  z.literal("scrypt"),
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.string(),
  z.string(),
])

/**
 * Whether `password` is the one that `stored` was made from. Takes as long when there is no such person (`stored` null),
 * so that the time does not tell who exists.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const parsed = storedHash.safeParse(stored?.split("$"))
  if (!parsed.success) {
    await deriveHash(password, Buffer.alloc(16), SCRYPT_COST)
    return false
  }
  const [, n, r, p, salt, hash] = parsed.data
  const wanted = Buffer.from(hash, "base64url")
  const found = await deriveHash(password, Buffer.from(salt, "base64url"), { n, r, p })
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}
