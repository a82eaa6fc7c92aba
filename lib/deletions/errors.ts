import { defineErrors } from "#lib/kernel/errors.ts"

export const deletionErrors = defineErrors({
  notFound: {
    code: "deletions.not_found",
    status: 404,
    cause: "Nothing that was deleted has this id: it was restored already, or its seven days are over.",
    check: "List what can be restored, for instance with `caudal online-endpoint list --deleted`.",
  },
  nameTaken: {
    code: "deletions.name_taken",
    status: 409,
    cause: "Something else has the name by now, so what was deleted cannot come back under it.",
    check: "Give a new name with the restoration; the message names a free one.",
  },
})
