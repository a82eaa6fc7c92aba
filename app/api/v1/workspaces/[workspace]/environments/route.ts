import { assetListQuery } from "#lib/assets/contract.ts"
import { environmentView } from "#lib/environments/contract.ts"
import { listEnvironments } from "#lib/environments/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.environments,
  summary: "List environments, each by its newest version, newest first",
  action: "environments/read",
  query: pageQuery.extend(assetListQuery),
  response: pageOf(environmentView),
  run: async ({ ctx, query: { limit, cursor, include_archived, include_anonymous } }) =>
    okPage(
      await listEnvironments(ctx, { limit, cursor, withArchived: include_archived, withAnonymous: include_anonymous }),
    ),
})
