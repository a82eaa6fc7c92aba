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
