import { assetListQuery } from "#lib/assets/contract.ts"
import { environmentView } from "#lib/environments/contract.ts"
import { listEnvironmentVersions } from "#lib/environments/index.ts"
import { okPage, pageOf, pageQuery, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.environment,
  summary: "List the versions of an environment, newest first",
  action: "environments/read",
  query: pageQuery.extend({ include_archived: assetListQuery.include_archived }),
  response: pageOf(environmentView),
  run: async ({ ctx, params, query: { limit, cursor, include_archived } }) =>
    okPage(await listEnvironmentVersions(ctx, { name: params.name, limit, cursor, withArchived: include_archived })),
})
