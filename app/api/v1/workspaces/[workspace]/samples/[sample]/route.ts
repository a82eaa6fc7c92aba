import { ok, route } from "#lib/http/index.ts"
import { getOperation } from "#lib/operations/index.ts"
import { createdSample, sampleDetails, sampleInput } from "#lib/samples/contract.ts"
import { createSample, showSample } from "#lib/samples/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.sample,
  summary: "Show a sample with a request to try on it",
  action: "endpoints/read",
  response: sampleDetails,
  run: async ({ ctx, params }) => ok(await showSample(ctx, params.sample)),
})

export const POST = route({
  method: "POST",
  path: apiPaths.sample,
  summary: "Create an endpoint with a deployment from a sample",
  action: "endpoints/write",
  body: sampleInput,
  response: createdSample,
  statuses: [200, 202],
  long: {
    read: async ({ ctx }, operationId) => {
      const { target } = await getOperation(ctx, operationId)
      return ok({ endpoint_name: target.name.split("/")[0] ?? "", operation_id: operationId })
    },
  },
  run: async ({ ctx, params, body, services }) => {
    const created = await createSample(ctx, params.sample, body, services.home)
    return ok(created, { operationId: created.operation_id })
  },
})
