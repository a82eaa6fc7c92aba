import { draftChange, draftView } from "#lib/drafts/contract.ts"
import { deleteDraft, getDraft, putDraft } from "#lib/drafts/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.draft,
  summary: "Show a draft of the caller",
  action: "endpoints/read",
  response: draftView,
  run: async ({ ctx, params }) => {
    const draft = await getDraft(ctx, params.draft)
    return ok(draft, { revision: draft.revision })
  },
})

export const PUT = route({
  method: "PUT",
  path: apiPaths.draft,
  summary: "Write a draft of the caller, whole; If-Match guards what another tab has written",
  action: "endpoints/write",
  body: draftChange,
  guards: ["If-Match", "If-None-Match"],
  response: draftView,
  run: async ({ ctx, params, body, preconditions }) => {
    const draft = await putDraft(ctx, params.draft, body, preconditions)
    return ok(draft, { revision: draft.revision })
  },
})

export const DELETE = route({
  method: "DELETE",
  path: apiPaths.draft,
  summary: "Throw a draft of the caller away",
  action: "endpoints/write",
  statuses: [204],
  run: async ({ ctx, params }) => {
    await deleteDraft(ctx, params.draft)
    return {}
  },
})
