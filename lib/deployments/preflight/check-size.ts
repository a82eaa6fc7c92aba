import { resolveInstanceType } from "#lib/compute/index.ts"
import type { Machine, ResolvedInstanceType } from "#lib/compute/index.ts"
import { AppError } from "#lib/kernel/errors.ts"

import type { DeploymentCheck } from "../preflight-schema.ts"

const FIELD = "instance_type"

/** What the instance type is on this machine. Pure. */
export function checkSize(
  name: string,
  machine: Machine,
): { readonly type: ResolvedInstanceType | null; readonly checks: readonly DeploymentCheck[] } {
  try {
    const type = resolveInstanceType(name, machine)
    const { vcpu, memoryMib, priceUsdPerHour } = type
    const known: DeploymentCheck = {
      id: "instance_type_known",
      level: "pass",
      field: FIELD,
      message: `${type.name}: an instance gets ${vcpu} vCPU and at most ${memoryMib} MiB of memory here.`,
      values: { name: type.name, vcpu, memory_mib: memoryMib, price_usd_per_hour: priceUsdPerHour },
    }
    const notes = type.warnings.map((note): DeploymentCheck => ({
      id: "instance_type_note",
      level: "warn",
      field: FIELD,
      message: note,
      values: { name: type.name, note },
    }))
    return { type, checks: [known, ...notes] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = error
    return {
      type: null,
      checks: [{ id: "instance_type_unknown", level: "fail", field: FIELD, message, values: { name } }],
    }
  }
}
