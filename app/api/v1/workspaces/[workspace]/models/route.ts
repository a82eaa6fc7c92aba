import { assetListQuery, modelView } from "#lib/assets/contract.ts"
import { listModels } from "#lib/assets/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.models,
  summary: "List models, each by its newest version, newest first",
  action: "models/read",
  query: pageQuery.extend(assetListQuery),
  response: pageOf(modelView),
  run: async ({ ctx, query: { limit, cursor, include_archived, include_anonymous } }) =>
    okPage(await listModels(ctx, { limit, cursor, withArchived: include_archived, withAnonymous: include_anonymous })),
})
