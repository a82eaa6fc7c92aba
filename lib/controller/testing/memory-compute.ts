import type { Compute, InstanceExit, InstanceHandle, InstanceSpec, ObservedInstance } from "#lib/compute/index.ts"

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
  /** Ends an instance as a crash does. */
  end(instanceId: string, exit: Partial<InstanceExit>): void
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

/** Starting one that runs gives its handle, and one that ended is seen until it is removed (`compute-contract.ts`). */
export function createMemoryCompute(): MemoryCompute {
  const running = new Map<string, InstanceSpec>()
  const exits = new Map<string, InstanceExit>()
  const started: string[] = []
  const stopped: string[] = []
  const removed: string[] = []
  const observed = (instanceId: string): Omit<ObservedInstance, "state"> => ({
    instanceId,
    owner: null,
    phases: [],
    socket: handleOf(instanceId).socket,
    conditions: [],
    handle: handleOf(instanceId),
  })
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
    end(instanceId, exit) {
      if (running.delete(instanceId)) exits.set(instanceId, { code: null, signal: null, oom: false, at: 0, ...exit })
    },
    observe: () =>
      Promise.resolve([
        ...[...running.keys()].map((id): ObservedInstance => ({ ...observed(id), state: "running" })),
        ...[...exits].map(([id, exit]): ObservedInstance => ({ ...observed(id), state: "exited", exit })),
      ]),
    async stop({ instanceId }) {
      stopped.push(instanceId)
      compute.end(instanceId, { code: 0 })
    },
    async remove({ instanceId }) {
      removed.push(instanceId)
      running.delete(instanceId)
      exits.delete(instanceId)
    },
    async *logs() {},
    stats: () => Promise.resolve(null),
  }
  return compute
}
