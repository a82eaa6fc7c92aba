import type { ApiError } from "#components/data/api-error.ts"

import type { Picked } from "./picked.ts"
import type { UploadProgress } from "./send-tree.ts"

/** What an upload of this tab is doing. What it came to is the form's. */
export type UploadState =
  | { readonly phase: "idle" }
  | { readonly phase: "running"; readonly picked: Picked; readonly progress: UploadProgress }
  | { readonly phase: "failed"; readonly picked: Picked; readonly error: ApiError }
