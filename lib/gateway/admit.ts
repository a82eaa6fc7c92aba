import type { DeploymentState, InstanceState, Waiter } from "./deployment-state.ts"
import { pickInstance } from "./pick-instance.ts"

/**
 * The bounded house of a deployment: at most `2 x concurrency x ready instances` requests of it are in this gateway, those
 * being served included; the rest wait for a slot in order of arrival, at most `maxQueueWaitMs`.
 *
 * The limit per instance is enforced by the instance, which answers "busy" before it reads a body; counting slots here as
 * well keeps one gateway from asking in vain.
 */

type Entry = "entered" | "full" | "no-instance"

/** How many requests the house holds now. */
function houseSize(deployment: DeploymentState): number {
  return 2 * deployment.route.maxConcurrentRequestsPerInstance * deployment.instances.length
}

/** Whether a request would be let in now; changes nothing, so that a refusal can come before the body is read. */
export function checkHouse(deployment: DeploymentState): Entry {
  if (deployment.instances.length === 0) return "no-instance"
  return deployment.house < houseSize(deployment) ? "entered" : "full"
}

/** Lets a request into the house, or says why not. Whoever entered must leave, exactly once. */
export function enterHouse(deployment: DeploymentState): Entry {
  const entry = checkHouse(deployment)
  if (entry === "entered") deployment.house++
  return entry
}

/** Leaves the house for good. */
export function leaveHouse(deployment: DeploymentState): void {
  deployment.house--
}

function acquire(deployment: DeploymentState, nowMs: number, random: () => number): InstanceState | undefined {
  const limit = deployment.route.maxConcurrentRequestsPerInstance
  const instance = pickInstance(deployment.instances, limit, nowMs, random)
  if (instance !== undefined) instance.outstanding++
  return instance
}

/** Hands out slots: holds what every step of it needs. */
export class Slots {
  readonly #nowMs: () => number
  readonly #random: () => number

  /** @param nowMs monotonic milliseconds. @param random in [0, 1), for the choice between instances. */
  constructor(nowMs: () => number, random: () => number) {
    this.#nowMs = nowMs
    this.#random = random
  }

  /** A slot at once, if one is free and nobody waits longer. */
  take(deployment: DeploymentState): InstanceState | undefined {
    return deployment.waiting.length > 0 ? undefined : acquire(deployment, this.#nowMs(), this.#random)
  }

  /** Queues a request for at most `waitMs`. One that was sent away by a busy instance stands in front again. */
  wait(deployment: DeploymentState, waiter: Waiter, waitMs: number, isFirst: boolean): void {
    waiter.timer = setTimeout(() => {
      this.cancel(deployment, waiter)
      waiter.onExpire()
    }, waitMs)
    if (isFirst) deployment.waiting.unshift(waiter)
    else deployment.waiting.push(waiter)
    this.wake(deployment)
  }

  /** Takes a request out of the queue. */
  cancel(deployment: DeploymentState, waiter: Waiter): void {
    clearTimeout(waiter.timer)
    const at = deployment.waiting.indexOf(waiter)
    if (at !== -1) deployment.waiting.splice(at, 1)
  }

  /** Gives a slot back and serves the queue. */
  release(deployment: DeploymentState, instance: InstanceState): void {
    instance.outstanding--
    if (deployment.waiting.length > 0) this.wake(deployment)
  }

  /** Gives free slots to those who wait. Called when a slot or an instance came. */
  wake(deployment: DeploymentState): void {
    while (deployment.waiting.length > 0) {
      const instance = acquire(deployment, this.#nowMs(), this.#random)
      if (instance === undefined) return this.#wakeLater(deployment)
      const waiter = deployment.waiting.shift()
      clearTimeout(waiter?.timer)
      waiter?.onSlot(instance)
    }
  }

  /** Avoided instances free themselves by time, not by an event: look again when the first of them may be asked. */
  #wakeLater(deployment: DeploymentState): void {
    const nowMs = this.#nowMs()
    let soonestMs = Infinity
    for (const { avoidUntilMs } of deployment.instances) {
      if (avoidUntilMs > nowMs && avoidUntilMs < soonestMs) soonestMs = avoidUntilMs
    }
    if (soonestMs === Infinity || deployment.wakeTimer !== undefined) return
    deployment.wakeTimer = setTimeout(
      () => {
        deployment.wakeTimer = undefined
        this.wake(deployment)
      },
      Math.ceil(soonestMs - nowMs),
    )
  }
}
