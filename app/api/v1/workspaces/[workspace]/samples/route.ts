import { ok, route } from "#lib/http/index.ts"
import { sampleList } from "#lib/samples/contract.ts"
import { listSamples } from "#lib/samples/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.samples,
  summary: "List the projects that Caudal brings along",
  action: "endpoints/read",
  response: sampleList,
  run: async ({ ctx }) => ok({ items: await listSamples(ctx) }),
})
