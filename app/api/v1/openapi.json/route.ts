import { z } from "zod"

import { describeApi, ok, publicRoute } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = publicRoute({
  method: "GET",
  path: apiPaths.openapi,
  summary: "This description: OpenAPI 3.1",
  response: z.record(z.string(), z.unknown()),
  run: async ({ services }) => ok(describeApi(services.env)),
})
