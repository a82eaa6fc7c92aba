import { assetListQuery, modelView } from "#lib/assets/contract.ts"
import { listModelVersions } from "#lib/assets/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.model,
  summary: "List the versions of a model, newest first",
  action: "models/read",
  query: pageQuery.extend({ include_archived: assetListQuery.include_archived }),
  response: pageOf(modelView),
  run: async ({ ctx, params, query: { limit, cursor, include_archived } }) =>
    okPage(await listModelVersions(ctx, { name: params.name, limit, cursor, withArchived: include_archived })),
})
