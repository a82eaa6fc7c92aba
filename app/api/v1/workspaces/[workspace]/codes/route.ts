import { assetListQuery, codeView } from "#lib/assets/contract.ts"
import { listCodes } from "#lib/assets/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.codes,
  summary: "List codes, each by its newest version, newest first",
  action: "codes/read",
  query: pageQuery.extend(assetListQuery),
  response: pageOf(codeView),
  run: async ({ ctx, query: { limit, cursor, include_archived, include_anonymous } }) =>
    okPage(await listCodes(ctx, { limit, cursor, withArchived: include_archived, withAnonymous: include_anonymous })),
})
