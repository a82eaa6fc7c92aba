import { availableParallelism, totalmem } from "node:os"

const MIB = 1024 * 1024

/** Processors and memory (MiB) of this machine, as far as this process may use them. */
export function thisMachine(): { vcpu: number; memoryMib: number } {
  return { vcpu: availableParallelism(), memoryMib: Math.floor(totalmem() / MIB) }
}
