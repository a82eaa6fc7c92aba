import type { OperationView } from "#lib/operations/contract.ts"

type Known = Pick<OperationView, "id" | "status" | "created_by" | "created_at">

interface EndedSinceInput<T extends Known> {
  /** Operations that were seen in progress before. */
  readonly running: ReadonlySet<string>
  readonly operations: readonly T[]
  /** Who looks, as operations name them. */
  readonly person: string
  /** When the page began to look, ms since 1970. */
  readonly sinceMs: number
}

/**
 * Operations of this person that ended while they looked. One that was over before it was ever seen in progress is told
 * only if it failed: the page it was started on has said the rest.
 */
export function endedSince<T extends Known>({
  running,
  operations,
  person,
  sinceMs,
}: EndedSinceInput<T>): readonly T[] {
  return operations.filter(({ id, status, created_by, created_at }) => {
    if (created_by !== person || status === "InProgress") return false
    return running.has(id) || (status === "Failed" && Date.parse(created_at) > sinceMs)
  })
}
