import { setTimeout as delay } from "node:timers/promises"

import type { ObservedInstance } from "#lib/compute/index.ts"
import { instanceHandleSchema } from "#lib/compute/index.ts"
import { deploymentSpec } from "#lib/deployments/contract.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import { notify, transaction } from "#lib/storage/index.ts"
import { writeRoute } from "#lib/traffic/index.ts"

import { drainInstance } from "./change-instances.ts"
import { countProbe, judgeProbes, NO_PROBES, startingPeriodMs } from "./judge-probes.ts"
import type { ControllerDeps } from "./ports.ts"
import { probeInstance } from "./probe-instance.ts"
import { getDeployment, getInstance, listRevisions, lockEndpoint, setUnroutedVersion } from "./queries.ts"
import type { HostInstance, InstanceRow } from "./queries.ts"
import { recordReadiness } from "./record-readiness.ts"
import { stepTimes } from "./step-times.ts"

const HEALTH_PATH = "/"

interface WatchOptions {
  readonly row: HostInstance
  readonly signal: AbortSignal
  /** Looks at the machine's instances anew; called when a probe fails, because the process may be gone. */
  readonly onTrouble: () => void
  readonly observe: () => Promise<ObservedInstance | undefined>
}

/** Probes one instance for as long as it is in service, and writes what the probes say. Ends with `signal`. */
export async function watchInstance(deps: ControllerDeps, options: WatchOptions): Promise<void> {
  const { row, signal } = options
  const [revision] = await listRevisions(deps.db, row.deploymentId, [row.probesGeneration])
  if (!revision) return
  const spec = deploymentSpec.parse(revision.spec)
  const socket = instanceHandleSchema.parse(row.handle).socket
  if (row.phase === "Starting" && !(await waitUntilReady(deps, options, spec, socket))) return
  while (!signal.aborted) {
    const current = await getInstance(deps.db, row.id)
    if (current?.phase !== "Ready" && current?.phase !== "Unready") return
    await watchReady(deps, { row: current, signal, onTrouble: options.onTrouble }, spec, socket)
  }
}

async function waitUntilReady(
  deps: ControllerDeps,
  { row, signal, onTrouble, observe }: WatchOptions,
  spec: DeploymentSpec,
  socket: string,
): Promise<boolean> {
  const { readinessProbe } = spec
  const startedAtMs = row.startedAt?.getTime() ?? deps.clock.nowMs()
  const beganMs = performance.now()
  let streak = NO_PROBES
  while (!signal.aborted) {
    const isWell = await probeInstance({ socket, path: HEALTH_PATH, timeoutMs: readinessProbe.timeout * 1000 })
    if (signal.aborted) return false
    streak = countProbe(streak, isWell)
    if (judgeProbes(streak, readinessProbe) === "ok") {
      const phasesMs = { ...stepTimes(await observe()), start: deps.clock.nowMs() - startedAtMs }
      return await recordReadiness(deps, row, { isReady: true, phasesMs })
    }
    if (!isWell) {
      if ((await getInstance(deps.db, row.id))?.phase !== "Starting") return false
      onTrouble()
    }
    await delay(startingPeriodMs(beganMs, performance.now()), undefined, { signal }).catch(() => undefined)
  }
  return false
}

/**
 * Liveness and readiness of a started instance until one of them changes something. By a clock that nobody can set: the
 * time of day may jump, and probes must go on.
 */
async function watchReady(
  deps: ControllerDeps,
  { row, signal, onTrouble }: Pick<WatchOptions, "signal" | "onTrouble"> & { readonly row: InstanceRow },
  { livenessProbe, readinessProbe }: DeploymentSpec,
  socket: string,
): Promise<void> {
  const probe = (timeout: number) => probeInstance({ socket, path: HEALTH_PATH, timeoutMs: timeout * 1000 })
  let liveness = NO_PROBES
  let readiness = NO_PROBES
  let nextLivenessMs = performance.now() + livenessProbe.period * 1000
  let nextReadinessMs = performance.now() + readinessProbe.period * 1000
  while (!signal.aborted) {
    const waitMs = Math.min(nextLivenessMs, nextReadinessMs) - performance.now()
    await delay(Math.max(0, waitMs), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const nowMs = performance.now()
    if (nowMs >= nextLivenessMs) {
      nextLivenessMs = nowMs + livenessProbe.period * 1000
      liveness = countProbe(liveness, await probe(livenessProbe.timeout))
      if (signal.aborted) return
      if (liveness.failures > 0) onTrouble()
      if (judgeProbes(liveness, livenessProbe) === "failed") return await giveUp(deps, row)
    }
    if (nowMs >= nextReadinessMs) {
      nextReadinessMs = nowMs + readinessProbe.period * 1000
      readiness = countProbe(readiness, await probe(readinessProbe.timeout))
      if (signal.aborted) return
      const verdict = judgeProbes(readiness, readinessProbe)
      if (verdict === "ok" && row.phase === "Unready") return void (await recordReadiness(deps, row, { isReady: true }))
      if (verdict === "failed" && row.phase === "Ready")
        return void (await recordReadiness(deps, row, { isReady: false }))
    }
  }
}

/** An instance that does not live any more leaves service; a fresh one takes its place. */
async function giveUp(deps: ControllerDeps, row: InstanceRow): Promise<void> {
  await transaction(deps.db, async (tx) => {
    const deployment = await getDeployment(tx, row.deploymentId)
    if (!deployment) return
    await lockEndpoint(tx, deployment.endpointId)
    if (!(await drainInstance(deps, tx, row, "liveness"))) return
    deps.log.warn({ instance: row.id }, "The liveness probe failed too often; the instance is replaced")
    await setUnroutedVersion(tx, row.deploymentId, await writeRoute(tx, deployment.endpointId))
    await notify(tx, "desired", row.deploymentId)
  })
}
