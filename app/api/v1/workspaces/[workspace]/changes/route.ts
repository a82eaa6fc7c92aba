import { route, streamEvents } from "#lib/http/index.ts"
import { changesQuery } from "#lib/operations/contract.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.changes,
  summary: "Follow what changes in a workspace, as server-sent events: read again what they name",
  action: "workspaces/read",
  query: changesQuery,
  events: ["hello", "change", "resync", "beat"],
  run: async (call) => {
    const endsAfterMs = call.query.seconds === undefined ? undefined : call.query.seconds * 1000
    return streamEvents(call, { endsAfterMs }, (events) =>
      call.services.changes.follow(call.ctx, {
        onChange: (change) => events.send("change", change),
        onResync: () => events.send("resync", {}),
        onEnd: () => events.end(),
      }),
    )
  },
})
