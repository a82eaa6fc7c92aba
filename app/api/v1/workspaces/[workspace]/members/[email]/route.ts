import { ok, route } from "#lib/http/index.ts"
import { email, memberInput, memberView } from "#lib/identity/contract.ts"
import { removeMember, setMember } from "#lib/identity/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const PUT = route({
  method: "PUT",
  path: apiPaths.member,
  summary: "Give a person a role in a workspace; with a password, create them first",
  action: "members/write",
  params: { email },
  body: memberInput,
  response: memberView,
  run: async ({ ctx, params, body }) => ok(await setMember(ctx, params.email, body)),
})

export const DELETE = route({
  method: "DELETE",
  path: apiPaths.member,
  summary: "End a membership",
  action: "members/write",
  params: { email },
  statuses: [204],
  run: async ({ ctx, params }) => {
    await removeMember(ctx, params.email)
    return {}
  },
})
