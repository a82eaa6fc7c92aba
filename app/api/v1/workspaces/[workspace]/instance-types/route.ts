import { instanceTypesView } from "#lib/deployments/contract.ts"
import { listInstanceTypes } from "#lib/deployments/index.ts"
import { ok, route } from "#lib/http/index.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = route({
  method: "GET",
  path: apiPaths.instanceTypes,
  summary: "List the sizes of instances with what each gets on this machine",
  action: "deployments/read",
  response: instanceTypesView,
  run: async ({ ctx }) => ok(listInstanceTypes(ctx, thisMachine())),
})
