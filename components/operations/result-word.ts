import type { StatusWord } from "#components/ui/status-chip.tsx"
import type { OperationStatus } from "#lib/operations/contract.ts"

const WORDS = {
  InProgress: "inProgress",
  Succeeded: "succeeded",
  Failed: "operationFailed",
  Canceled: "canceled",
} as const satisfies Record<OperationStatus, StatusWord>

/** What a change or operation came to. */
export const resultWord = (result: OperationStatus): StatusWord => WORDS[result]
