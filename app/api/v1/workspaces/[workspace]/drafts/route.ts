import { draftInput, draftsQuery, draftSummary, draftView } from "#lib/drafts/contract.ts"
import { createDraft, listDrafts } from "#lib/drafts/index.ts"
import { ok, okPage, pageOf, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.drafts,
  summary: "List the caller's own drafts, the last changed first, without their payloads",
  action: "endpoints/read",
  query: draftsQuery,
  response: pageOf(draftSummary),
  run: async ({ ctx, query }) => okPage(await listDrafts(ctx, query)),
})

export const POST = route({
  method: "POST",
  path: apiPaths.drafts,
  summary: "Keep a form that was begun; never put secrets into it",
  action: "endpoints/write",
  body: draftInput,
  response: draftView,
  statuses: [201],
  run: async ({ ctx, body }) => {
    const draft = await createDraft(ctx, body)
    return ok(draft, { revision: draft.revision, isCreated: true })
  },
})
