import { createHash } from "node:crypto"

/** The 64-bit number by which PostgreSQL knows the lock `name`, in decimal. Equal in every version of Caudal. */
export function lockKey(name: string): string {
  return createHash("sha256").update(`caudal:${name}`).digest().readBigInt64BE(0).toString()
}
