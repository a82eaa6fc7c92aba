import type { DraftSummary, DraftView } from "#lib/drafts/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { ApiQuery, Page } from "./api-query.ts"

/** What pages ask of the drafts of the person who looks. */

export function draftsQuery(workspace: string): ApiQuery<Page<DraftSummary>> {
  return { path: fillPath(apiPaths.drafts, { workspace }) }
}

export function draftQuery(workspace: string, draft: string): ApiQuery<DraftView> {
  return { path: fillPath(apiPaths.draft, { workspace, draft }) }
}

/** What a form's page starts with: the draft that its address names, or those that could be gone on with. */
export function openDraftQueries(
  workspace: string,
  draft: string | readonly string[] | undefined,
): ReadonlyArray<ApiQuery<DraftView> | ApiQuery<Page<DraftSummary>>> {
  return typeof draft === "string" ? [draftQuery(workspace, draft)] : [draftsQuery(workspace)]
}
