import type { Compute, InstanceHandle, InstanceSpec, ObservedInstance } from "#lib/compute/index.ts"

/** A driver whose instances are entries of a map: what the controller asks of a machine, without one. */
export interface MemoryCompute extends Compute {
  /** Ids of what runs, oldest first. */
  readonly running: ReadonlyMap<string, InstanceSpec>
  /** How often a command was really started. */
  readonly started: readonly string[]
  readonly stopped: readonly string[]
  readonly removed: readonly string[]
  /** Called in the middle of each start, when the process is there and nobody knows yet. */
  onStarted: () => Promise<void>
}

function handleOf(instanceId: string): InstanceHandle {
  return {
    driver: "local",
    instanceId,
    folder: `/nowhere/${instanceId}`,
    socket: `/nowhere/${instanceId}.s`,
    controlSocket: `/nowhere/${instanceId}.c`,
    nonce: "nonce",
    pid: 1,
    startTime: 1,
    bootId: "boot",
  }
}

/** Starting one that runs gives its handle, as every driver does (`compute-contract.ts`). */
export function createMemoryCompute(): MemoryCompute {
  const running = new Map<string, InstanceSpec>()
  const started: string[] = []
  const stopped: string[] = []
  const removed: string[] = []
  const compute: MemoryCompute = {
    driver: "memory",
    running,
    started,
    stopped,
    removed,
    onStarted: () => Promise.resolve(),
    async start(spec) {
      if (!running.has(spec.instanceId)) started.push(spec.instanceId)
      running.set(spec.instanceId, spec)
      await compute.onStarted()
      return handleOf(spec.instanceId)
    },
    observe: () =>
      Promise.resolve(
        [...running.keys()].map((instanceId): ObservedInstance => ({
          instanceId,
          owner: null,
          state: "running",
          phases: [],
          socket: handleOf(instanceId).socket,
          conditions: [],
          handle: handleOf(instanceId),
        })),
      ),
    async stop({ instanceId }) {
      stopped.push(instanceId)
      running.delete(instanceId)
    },
    async remove({ instanceId }) {
      removed.push(instanceId)
      running.delete(instanceId)
    },
    async *logs() {},
    stats: () => Promise.resolve(null),
  }
  return compute
}
