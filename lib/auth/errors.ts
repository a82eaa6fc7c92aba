import { defineErrors } from "#lib/kernel/errors.ts"

export const authErrors = defineErrors({
  masterKeyInvalid: {
    code: "auth.master_key_invalid",
    status: 503,
    cause: "CAUDAL_MASTER_KEY or the master key file does not hold a key of 32 bytes.",
    check: "Make one with `openssl rand -base64 32`; several keys are separated by commas, the one in use first.",
  },
  masterKeyExposed: {
    code: "auth.master_key_exposed",
    status: 503,
    cause: "The master key file belongs to somebody else or can be read by others.",
    check: "Make it yours with mode 600.",
  },
  masterKeyMismatch: {
    code: "auth.master_key_mismatch",
    status: 503,
    cause: "The database was sealed under another master key than the one at hand.",
    check: "Give back the CAUDAL_MASTER_KEY or the master.key file that this database was made with.",
  },
  sealBroken: {
    code: "auth.seal_broken",
    status: 500,
    cause:
      "A sealed value does not open: it was changed, moved to another row, or its key is not among the master keys.",
    check: "Give back the master key that was in use when the value was written, or write the value anew.",
  },
})
