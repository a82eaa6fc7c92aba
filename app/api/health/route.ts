import { healthView, ok, publicRoute, readHealth } from "#lib/http/index.ts"

import { apiPaths } from "#lib/urls/index.ts"

export const GET = publicRoute({
  method: "GET",
  path: apiPaths.health,
  summary: "Whether every process is up",
  response: healthView,
  statuses: [200, 503],
  run: async ({ services }) => {
    const health = await readHealth(services.db)
    return ok(health, { status: health.status === "ok" ? 200 : 503 })
  },
})
