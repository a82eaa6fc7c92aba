import type { Machine, ResolvedInstanceType } from "#lib/compute/contract.ts"

import { surgeCount } from "../plan-roll.ts"
import type { DeploymentCheck } from "../preflight-schema.ts"

/** What other deployments have of the host. */
export interface Reserved {
  readonly memoryMib: number
  readonly vcpu: number
}

interface HostFacts {
  readonly type: ResolvedInstanceType
  readonly instanceCount: number
  readonly machine: Machine
  readonly reserved: Reserved
}

/**
 * Whether this host has the memory and the processors that the wanted instances may use, with those that an update starts
 * beside them (20 %, at least one). A limit is not what an instance uses, so too little is a warning. Pure.
 */
export function checkHost({ type, instanceCount, machine, reserved }: HostFacts): DeploymentCheck[] {
  const surge = surgeCount(instanceCount)
  const running = instanceCount + surge
  const freeMib = Math.max(0, machine.memoryMib - reserved.memoryMib)
  const freeVcpu = Math.max(0, machine.vcpu - reserved.vcpu)
  const neededMib = running * type.memoryMib
  const neededVcpu = running * type.vcpu
  const counts = { instances: instanceCount, surge }
  const memory = { ...counts, needed_mib: neededMib, free_mib: freeMib, host_mib: machine.memoryMib }
  const cpu = { ...counts, needed_vcpu: neededVcpu, free_vcpu: freeVcpu, host_vcpu: machine.vcpu }
  const needs = `${instanceCount} and ${surge} more while they are replaced`
  return [
    neededMib <= freeMib
      ? {
          id: "host_memory_enough",
          level: "pass",
          field: "instance_count",
          message: `Memory: ${neededMib} MiB at most (${needs}) of ${freeMib} MiB that no other deployment may use.`,
          values: memory,
        }
      : {
          id: "host_memory_short",
          level: "warn",
          field: "instance_count",
          message: `Memory: up to ${neededMib} MiB (${needs}), and ${freeMib} MiB of this host are not promised to others. If all of it is used, instances are ended.`,
          fix: "Choose a smaller instance_type or fewer instances, or free memory by deleting deployments.",
          values: memory,
        },
    neededVcpu <= freeVcpu
      ? {
          id: "host_cpu_enough",
          level: "pass",
          field: "instance_count",
          message: `Processors: ${neededVcpu} (${needs}) of ${freeVcpu} that no other deployment counts on.`,
          values: cpu,
        }
      : {
          id: "host_cpu_short",
          level: "warn",
          field: "instance_count",
          message: `Processors: ${neededVcpu} (${needs}), and ${freeVcpu} of this host's ${machine.vcpu} are not promised to others. Under load all get slower.`,
          values: cpu,
        },
  ]
}
