import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"
import { editDistance } from "#lib/kernel/nearest-word.ts"

import { computeErrors } from "./errors.ts"
import table from "./instance-types.json" with { type: "json" }

const instanceTypeSchema = z.object({
  name: z.string(),
  family: z.string(),
  vcpu: z.number().int().positive(),
  memoryGib: z.number().positive(),
  /** `count` below 1 is a share of one card. */
  gpu: z.object({ model: z.string(), count: z.number().positive() }).nullable(),
  priceUsdPerHour: z.number().positive(),
})
export type InstanceType = z.infer<typeof instanceTypeSchema>

/** The sizes of Azure that serve online endpoints, with list prices (Linux, pay as you go, East US). */
export const INSTANCE_TYPES: readonly InstanceType[] = z.array(instanceTypeSchema).parse(table.instanceTypes)

const BY_LOWER_NAME = new Map(INSTANCE_TYPES.map((type) => [type.name.toLowerCase(), type]))
const NEAR_MATCHES_MAX = 3
const NAME_CHARS_MAX = 64
const MIB_PER_GIB = 1024

/** What the machine that runs the instance has. */
export interface Machine {
  readonly vcpu: number
  readonly memoryMib: number
}

/** What one instance of a type gets on a machine. */
export interface ResolvedInstanceType {
  /** The name as Azure writes it. */
  readonly name: string
  readonly vcpu: number
  readonly memoryMib: number
  readonly gpu: InstanceType["gpu"]
  readonly priceUsdPerHour: number
  /** The machine has less than the type promises. */
  readonly clamped: boolean
  /** A sentence for each thing that is not as on Azure. */
  readonly warnings: readonly string[]
}

/**
 * Looks an `instance_type` up, in any case, and fits it to the machine: memory is the instance's
 * limit, processors decide its thread counts. What the machine does not have is clamped with a warning.
 *
 * @throws AppError `compute.unknown_instance_type` that lists the nearest names.
 */
export function resolveInstanceType(name: string, machine: Machine): ResolvedInstanceType {
  const type = BY_LOWER_NAME.get(name.toLowerCase())
  if (!type) throw unknownType(name)
  const wantedMib = Math.round(type.memoryGib * MIB_PER_GIB)
  const vcpu = Math.min(type.vcpu, Math.max(1, machine.vcpu))
  const memoryMib = Math.min(wantedMib, machine.memoryMib)
  const warnings = [
    ...(vcpu < type.vcpu
      ? [`${type.name} has ${type.vcpu} vCPUs; this machine has ${vcpu}, which the instance gets.`]
      : []),
    ...(memoryMib < wantedMib
      ? [
          `${type.name} has ${type.memoryGib} GiB of memory; this machine has ${toGib(memoryMib)} GiB, which is the instance's limit.`,
        ]
      : []),
    ...(type.gpu ? [`${type.name} has a graphics card (${type.gpu.model}); local compute gives instances none.`] : []),
  ]
  return {
    name: type.name,
    vcpu,
    memoryMib,
    gpu: type.gpu,
    priceUsdPerHour: type.priceUsdPerHour,
    clamped: vcpu < type.vcpu || memoryMib < wantedMib,
    warnings,
  }
}

function toGib(mib: number): string {
  return (mib / MIB_PER_GIB).toFixed(1).replace(/\.0$/, "")
}

function unknownType(name: string): AppError {
  const shown = name.slice(0, NAME_CHARS_MAX)
  const near = INSTANCE_TYPES.map((type) => ({ name: type.name, distance: editDistance(bare(shown), bare(type.name)) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, NEAR_MATCHES_MAX)
    .map((match) => match.name)
  const message = `instance_type: "${shown}" is not a known Azure size. Did you mean ${near.join(", ")}?`
  return new AppError(computeErrors.unknownInstanceType, message, { target: "instance_type" })
}

/** People forget the prefix more often than they mistype the rest. */
function bare(name: string): string {
  return name.toLowerCase().replace(/^standard_?/, "")
}
