import { TEST_REQUEST_BYTES_MAX, testInput, testResult } from "#lib/endpoints/contract.ts"
import { testEndpoint } from "#lib/endpoints/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const POST = route({
  method: "POST",
  path: apiPaths.testEndpoint,
  summary: "Call an endpoint with its own key and show what it answered",
  action: "endpoints/score",
  body: testInput,
  response: testResult,
  limits: { bodyBytesMax: TEST_REQUEST_BYTES_MAX },
  run: async ({ ctx, params, body, request, services }) => {
    const { home, env } = services
    return ok(await testEndpoint(ctx, params.endpoint, body, { home, env, signal: request.signal }))
  },
})
