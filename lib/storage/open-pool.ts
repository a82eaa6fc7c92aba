import { connectionLost, openLane } from "./open-lane.ts"
import type { Lane } from "./open-lane.ts"
import type { ConnectionOptions } from "./open-connection.ts"

/** Lanes to one database, each used by one query or transaction at a time. */
export interface Pool {
  /** Runs `work` with a lane of its own; waits in line while all are taken. */
  use<T>(work: (lane: Lane) => Promise<T>): Promise<T>
  /** Closes every lane, those at work when they are done or after 5 s. */
  end(): Promise<void>
}

interface Waiter {
  resolve(lane: Lane): void
  reject(error: Error): void
}

const END_MS_MAX = 5000

/** Prepares a pool of at most `max` lanes. They are made when work needs them, and made anew after they are lost. */
export function openPool(url: string, options: Omit<ConnectionOptions, "onClose" | "onNotify">): Pool {
  const lanes = new Set<Lane>()
  const idle: Lane[] = []
  const line: Waiter[] = []
  let isEnding = false

  function makeLane(): Lane {
    const lane = openLane(url, {
      ...options,
      onLost: () => {
        lanes.delete(lane)
        const index = idle.indexOf(lane)
        if (index >= 0) idle.splice(index, 1)
        if (lanes.size < options.max && !isEnding) line.shift()?.resolve(makeLane())
      },
    })
    lanes.add(lane)
    return lane
  }
  function take(): Promise<Lane> {
    if (isEnding) return Promise.reject(connectionLost())
    const lane = idle.pop() ?? (lanes.size < options.max ? makeLane() : undefined)
    return lane ? Promise.resolve(lane) : new Promise((resolve, reject) => line.push({ resolve, reject }))
  }
  function giveBack(lane: Lane): void {
    if (lane.isLost) return
    const next = line.shift()
    if (next) next.resolve(lane)
    else if (isEnding) void lane.end()
    else idle.push(lane)
  }
  return {
    use: async (work) => {
      const lane = await take()
      try {
        return await work(lane)
      } finally {
        giveBack(lane)
      }
    },
    end: async () => {
      isEnding = true
      const deadline = setTimeout(() => {
        for (const lane of lanes) lane.cut()
      }, END_MS_MAX)
      for (const waiter of line.splice(0)) waiter.reject(connectionLost())
      await Promise.all([...lanes].map((lane) => lane.end()))
      clearTimeout(deadline)
    },
  }
}
