import type { MasterKey } from "./master-key.ts"
import { seal } from "./seal.ts"
import { unseal } from "./unseal.ts"

/** Sealing bound to one master key: what use-cases get as `ctx.vault`. */
export function openVault(masterKey: MasterKey): {
  seal(plaintext: string, associatedData: string): string
  unseal(sealed: string, associatedData: string): string
} {
  return {
    seal: (plaintext, associatedData) => seal(masterKey, plaintext, associatedData),
    unseal: (sealed, associatedData) => unseal(masterKey, sealed, associatedData),
  }
}
