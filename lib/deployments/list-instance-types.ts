import { resolveInstanceType } from "#lib/compute/index.ts"
import { INSTANCE_TYPES } from "#lib/compute/contract.ts"
import type { Machine } from "#lib/compute/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import type { InstanceTypesView } from "./instance-types-schema.ts"

/** Every size that a deployment may ask for, with what an instance of it gets on this machine. */
export function listInstanceTypes(ctx: Context, machine: Machine): InstanceTypesView {
  authorise(ctx, "deployments/read")
  const items = INSTANCE_TYPES.map((type) => {
    const here = resolveInstanceType(type.name, machine)
    return {
      name: type.name,
      family: type.family,
      vcpu: type.vcpu,
      memory_gib: type.memoryGib,
      gpu: type.gpu,
      price_usd_per_hour: type.priceUsdPerHour,
      here: {
        vcpu: here.vcpu,
        memory_mib: here.memoryMib,
        is_clamped: here.clamped,
        warnings: [...here.warnings],
      },
    }
  })
  return { host: { vcpu: machine.vcpu, memory_mib: machine.memoryMib }, items }
}
