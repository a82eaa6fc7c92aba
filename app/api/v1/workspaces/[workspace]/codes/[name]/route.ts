import { assetListQuery, codeView } from "#lib/assets/contract.ts"
import { listCodeVersions } from "#lib/assets/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.code,
  summary: "List the versions of a folder of code, newest first",
  action: "codes/read",
  query: pageQuery.extend({ include_archived: assetListQuery.include_archived }),
  response: pageOf(codeView),
  run: async ({ ctx, params, query: { limit, cursor, include_archived } }) =>
    okPage(await listCodeVersions(ctx, { name: params.name, limit, cursor, withArchived: include_archived })),
})
