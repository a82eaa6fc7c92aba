import { describeApi, ok, publicRoute } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = publicRoute({
  method: "GET",
  path: apiPaths.openapi,
  summary: "This description: OpenAPI 3.1",
  run: async ({ services }) => ok(describeApi(services.env)),
})
