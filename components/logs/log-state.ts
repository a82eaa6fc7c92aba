import type { ApiError } from "#components/data/api-error.ts"

/** How the page stands to a log. */
export type LogState =
  /** Asked for; nothing has come yet. */
  | { readonly kind: "opening" }
  /** Followed: new lines come by themselves. */
  | { readonly kind: "live" }
  /** Was followed; the connection broke and is being made again. */
  | { readonly kind: "lost"; readonly sinceMs: number }
  /** Was followed; nothing more will come. */
  | { readonly kind: "ended" }
  /** Read up to now. */
  | { readonly kind: "read"; readonly hasOlder: boolean }
  | { readonly kind: "failed"; readonly error: ApiError }
