import { defineErrors } from "#lib/kernel/errors.ts"

export const operationErrors = defineErrors({
  notFound: {
    code: "operations.not_found",
    status: 404,
    cause: "There is no such operation in this workspace.",
    check: "`caudal operation list` shows the newest ones.",
  },
  settled: {
    code: "operations.settled",
    status: 409,
    cause: "The operation has ended already; only one in progress can be canceled.",
    check: "Look at its status.",
  },
  notCancelable: {
    code: "operations.not_cancelable",
    status: 409,
    cause: "This kind of operation takes effect at once and cannot be canceled.",
    check: "Make the opposite change instead, for instance a traffic rollback.",
  },
  superseded: {
    code: "operations.superseded",
    status: 409,
    cause: "A newer change of the same resource took the operation's place.",
    check: "Follow the newer operation.",
  },
  duplicateKey: {
    code: "operations.duplicate_key",
    status: 409,
    cause: "Another request with the same Idempotency-Key is being carried out right now.",
    check: "Repeat the request in a moment: it answers with that operation.",
  },
  tooManyFollowers: {
    code: "operations.too_many_followers",
    status: 503,
    cause: "The studio tells changes to as many pages and programs at once as it may.",
    check: "Close pages that are not needed; until then read again from time to time.",
  },
})
