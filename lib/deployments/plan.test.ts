import fc from "fast-check"
import { expect, test } from "vitest"

import { planDeployment } from "./plan.ts"
import type { DeploymentState, PlannedGeneration, PlannedInstance } from "./plan-state.ts"
import type { InstancePhase } from "./schema.ts"

const probe = { initial_delay: 10, period: 10, timeout: 2, success_threshold: 1, failure_threshold: 30 }

function generation(number: number, changes: Partial<PlannedGeneration> = {}): PlannedGeneration {
  return {
    generation: number,
    templateHash: `t${number}`,
    instanceCount: 2,
    readinessProbe: probe,
    livenessProbe: probe,
    environment: "ready",
    ...changes,
  }
}

let count = 0
function instance(number: number, phase: InstancePhase, changes: Partial<PlannedInstance> = {}): PlannedInstance {
  return {
    id: `ins_${++count}`,
    generation: number,
    templateHash: `t${number}`,
    phase,
    startedAtMs: phase === "Pending" ? null : 0,
    readyAtMs: phase === "Ready" || phase === "Unready" ? 0 : null,
    unreadySinceMs: phase === "Unready" ? 0 : null,
    endedAtMs: phase === "Stopped" ? 0 : null,
    reason: phase === "Stopped" ? "exited" : "",
    isFatal: false,
    ...changes,
  }
}

function state(changes: Partial<DeploymentState>): DeploymentState {
  return { isDeleted: false, desired: generation(1), serving: null, failedGeneration: null, instances: [], ...changes }
}

const kinds = (deployment: DeploymentState, nowMs = 0) =>
  planDeployment(deployment, nowMs).actions.map((action) =>
    action.kind === "create" || action.kind === "fail" || action.kind === "serve"
      ? `${action.kind} ${action.generation}`
      : `drain ${action.reason}`,
  )

test("a new deployment waits for its environment, then starts all its instances at once", () => {
  expect(kinds(state({ desired: generation(1, { environment: "building" }) }))).toEqual([])
  expect(kinds(state({}))).toEqual(["create 1", "create 1"])
  expect(kinds(state({ instances: [instance(1, "Pending"), instance(1, "Starting")] }))).toEqual([])
})

test("it serves when all are ready, not before", () => {
  const half = state({ instances: [instance(1, "Ready"), instance(1, "Starting")] })
  expect(kinds(half)).toEqual([])
  expect(planDeployment(half, 0)).toMatchObject({
    provisioningState: "Creating",
    health: "Unknown",
    ready: 1,
    wanted: 2,
  })
  const all = state({ instances: [instance(1, "Ready"), instance(1, "Ready")] })
  expect(kinds(all)).toEqual(["serve 1"])
  expect(planDeployment(all, 0)).toMatchObject({ provisioningState: "Succeeded", health: "Healthy" })
})

test.each([
  ["an environment that cannot be built", { desired: generation(1, { environment: "failed" }) }, "environment"],
  ["a cause that no retry can mend", { instances: [instance(1, "Stopped", { isFatal: true })] }, "fatal"],
  ["three exits before the first ready", { instances: [1, 2, 3].map(() => instance(1, "Stopped")) }, "exits"],
  [
    "an instance that is not ready in time",
    {
      desired: generation(1, { readinessProbe: { ...probe, initial_delay: 1, period: 1, failure_threshold: 3 } }),
      instances: [instance(1, "Starting")],
    },
    "readiness",
  ],
] as const)("%s makes a new deployment Failed", (_what, changes, reason) => {
  const plan = planDeployment(state({ ...changes }), 4000)
  expect(plan.actions).toContainEqual(expect.objectContaining({ kind: "fail", generation: 1, reason }))
  expect(plan).toMatchObject({ provisioningState: "Failed", health: "Unknown" })
})

test("instances that are ready in turn and end again fail their generation; one that ended by chance does not count", () => {
  const crashes = [1, 2, 3].map(() => instance(1, "Stopped", { readyAtMs: 1000, endedAtMs: 3000 }))
  expect(kinds(state({ instances: [...crashes, instance(1, "Ready")] }), 3000)).toContain("fail 1")
  const byChance = instance(1, "Stopped", { readyAtMs: 1000, endedAtMs: 121_000 })
  expect(kinds(state({ instances: [...crashes.slice(1), byChance, instance(1, "Ready")] }), 121_000)).not.toContain(
    "fail 1",
  )
})

/** `failure_threshold` x `period` are 2 s, and 3 s from the start to the deadline. */
const quick = { ...probe, initial_delay: 1, period: 1, timeout: 1, failure_threshold: 2 }

test("instances that their liveness probe kills soon after they are ready fail their generation like those that exit", () => {
  const killed = (endedAtMs: number, phase: InstancePhase = "Stopped") =>
    instance(1, phase, { readyAtMs: 1000, endedAtMs, reason: "liveness" })
  const three = (endedAtMs: number) => [killed(endedAtMs), killed(endedAtMs), killed(endedAtMs, "Draining")]
  const fails = (endedAtMs: number) =>
    kinds(state({ instances: [...three(endedAtMs), instance(1, "Ready")] }), endedAtMs).includes("fail 1")
  expect(fails(302_000)).toBe(true)
  // It did well for more than two minutes; the rest is how long its probe waits.
  expect(fails(422_000)).toBe(false)
})

test.each(["liveness", "failed"])(
  "a serving instance that ends as %s again and again waits longer each time",
  (reason) => {
    const instances = [1000, 2000, 3000].map((endedAtMs) => instance(1, "Draining", { reason, endedAtMs }))
    const desired = generation(1, { instanceCount: 1, livenessProbe: quick })
    expect(planDeployment(state({ desired, serving: desired, instances }), 3000).actions).toEqual([
      expect.objectContaining({ kind: "create", startAfterMs: 5000 }),
    ])
  },
)

test("before the first serve one that is ready no more is late by the readiness probe; afterwards it never is", () => {
  const desired = generation(1, { readinessProbe: quick })
  const instances = [instance(1, "Ready"), instance(1, "Unready", { unreadySinceMs: 60_000 })]
  expect(planDeployment(state({ desired, instances }), 62_999)).toMatchObject({ actions: [], lookAgainAtMs: 63_000 })
  expect(planDeployment(state({ desired, instances }), 63_000).actions).toContainEqual(
    expect.objectContaining({ kind: "fail", reason: "readiness", instanceId: instances[1]?.id }),
  )
  expect(kinds(state({ desired, serving: desired, instances }), 3600_000)).toEqual([])
})

test("an update of one instance that turns unready before it serves ends, and the old one is not brought back for ever", () => {
  const one = { instanceCount: 1, readinessProbe: quick }
  const update = { desired: generation(2, one), serving: generation(1, one) }
  const instances = [instance(1, "Draining"), instance(2, "Unready")]
  expect(kinds(state({ ...update, instances }), 0)).toEqual(["create 1"])
  const restored = [...instances, instance(1, "Ready")]
  expect(kinds(state({ ...update, instances: restored }), 3000)).toEqual(["fail 2", "drain failed"])
})

test("a slow instance that serves keeps its own deadline while a fast template is rolled out", () => {
  const update = { desired: generation(2, { instanceCount: 1, readinessProbe: quick }), serving: generation(1) }
  const instances = [instance(1, "Starting"), instance(1, "Ready"), instance(2, "Ready")]
  const slow = state({ ...update, instances: instances.slice(0, 2) })
  expect(kinds(slow, 5000)).toEqual(["create 2"])
  expect(planDeployment(slow, 5000).lookAgainAtMs).toBe(310_000)
})

test("changed probes apply to instances that an older generation of the template started, unless the change failed", () => {
  const serving = generation(1, { instanceCount: 1, readinessProbe: quick })
  const desired = generation(2, { templateHash: "t1", instanceCount: 1 })
  const instances = [instance(1, "Starting")]
  expect(kinds(state({ serving, desired, instances }), 3000)).toEqual([])
  expect(kinds(state({ serving, desired, instances, failedGeneration: 2 }), 3000)).toEqual(["drain failed"])
})

test("two exits are not enough, and the restart waits longer each time", () => {
  const instances = [instance(1, "Stopped", { endedAtMs: 1000 }), instance(1, "Stopped", { endedAtMs: 2000 })]
  const [first] = planDeployment(state({ desired: generation(1, { instanceCount: 1 }), instances }), 2000).actions
  expect(first).toMatchObject({ kind: "create", startAfterMs: 3000 })
})

test("a new generation of the same template starts at once, whatever its forerunner came to", () => {
  const exits = [1, 2, 3].map(() => instance(1, "Stopped", { endedAtMs: 2000 }))
  const retried = state({ desired: generation(2, { templateHash: "t1", instanceCount: 1 }), instances: exits })
  expect(planDeployment(retried, 2000).actions).toMatchObject([{ kind: "create", generation: 2, startAfterMs: 2000 }])
})

test("a generation that has served is restarted for ever and never Failed", () => {
  const exits = Array.from({ length: 9 }, () => instance(1, "Stopped", { isFatal: true }))
  const served = state({ serving: generation(1), instances: [...exits, instance(1, "Ready")] })
  expect(kinds(served)).toEqual(["create 1"])
  expect(planDeployment(served, 0)).toMatchObject({ provisioningState: "Succeeded", health: "Degraded" })
  expect(planDeployment(state({ serving: generation(1), instances: exits }), 0).health).toBe("Unhealthy")
})

test("an update starts a fifth at a time, at least one, and takes an old one away only for a ready new one", () => {
  const update = { desired: generation(2), serving: generation(1) }
  const old = [instance(1, "Ready"), instance(1, "Ready")]
  expect(kinds(state({ ...update, instances: old }))).toEqual(["create 2"])
  expect(kinds(state({ ...update, instances: [...old, instance(2, "Starting")] }))).toEqual([])
  expect(kinds(state({ ...update, instances: [...old, instance(2, "Ready")] }))).toEqual(["create 2", "drain replaced"])
  expect(
    kinds(state({ ...update, instances: [instance(1, "Ready"), instance(2, "Ready"), instance(2, "Ready")] })),
  ).toEqual(["drain replaced"])
  expect(kinds(state({ ...update, instances: [instance(2, "Ready"), instance(2, "Ready")] }))).toEqual(["serve 2"])
  const ten = { desired: generation(2, { instanceCount: 10 }), serving: generation(1, { instanceCount: 10 }) }
  expect(kinds(state({ ...ten, instances: Array.from({ length: 10 }, () => instance(1, "Ready")) }))).toHaveLength(2)
})

test("an old instance that ends during an update is brought back until the new ones are ready", () => {
  const update = { desired: generation(2, { environment: "building" }), serving: generation(1) }
  expect(kinds(state({ ...update, instances: [instance(1, "Ready")] }))).toEqual(["create 1"])
  const rolling = { desired: generation(2), serving: generation(1) }
  expect(kinds(state({ ...rolling, instances: [instance(1, "Ready"), instance(2, "Starting")] }))).toEqual(["create 1"])
})

test("a failed update leaves the old generation serving, takes the new instances away and brings lost old ones back", () => {
  const instances = [instance(1, "Ready"), ...[1, 2, 3].map(() => instance(2, "Stopped")), instance(2, "Starting")]
  const failing = state({ desired: generation(2), serving: generation(1), instances })
  expect(kinds(failing)).toEqual(["fail 2", "create 1", "drain failed"])
  const failed = { ...failing, failedGeneration: 2 }
  expect(kinds(failed)).toEqual(["create 1", "drain failed"])
  expect(planDeployment(failed, 0)).toMatchObject({ provisioningState: "Failed", health: "Degraded", wanted: 2 })
})

test("a failed generation is not tried again until the desired state moves", () => {
  expect(kinds(state({ failedGeneration: 1 }))).toEqual([])
  expect(kinds(state({ desired: generation(2), failedGeneration: 1 }))).toEqual(["create 2", "create 2"])
})

test("a change of count or probes replaces nothing", () => {
  const same = { serving: generation(1), desired: generation(2, { templateHash: "t1", instanceCount: 3 }) }
  const instances = [instance(1, "Ready"), instance(1, "Ready")]
  expect(kinds(state({ ...same, instances }))).toEqual(["create 2"])
  expect(planDeployment(state({ ...same, instances }), 0).provisioningState).toBe("Scaling")
  const down = { serving: generation(1), desired: generation(2, { templateHash: "t1", instanceCount: 1 }) }
  expect(kinds(state({ ...down, instances }))).toEqual(["drain scaled", "serve 2"])
})

test("a deleted deployment loses every instance and gets none", () => {
  const instances = [instance(1, "Ready"), instance(1, "Pending"), instance(1, "Draining"), instance(1, "Stopped")]
  expect(kinds(state({ isDeleted: true, instances }))).toEqual(["drain deleted", "drain deleted"])
})

test("whatever is observed, an update never takes away more than what is ready beyond the wanted count", () => {
  const phase = fc.constantFrom<InstancePhase>("Pending", "Starting", "Ready", "Unready", "Draining", "Stopped")
  const member = fc.record({ generation: fc.constantFrom(1, 2), phase })
  fc.assert(
    fc.property(
      fc.array(member, { maxLength: 12 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      (members, wanted, served) => {
        const instances = members.map((one) => instance(one.generation, one.phase, { reason: "scaled" }))
        const deployment = state({
          desired: generation(2, { instanceCount: wanted }),
          serving: generation(1, { instanceCount: served }),
          instances,
        })
        const { actions } = planDeployment(deployment, 0)
        const drained = new Set(actions.flatMap((action) => (action.kind === "drain" ? [action.instanceId] : [])))
        expect(drained.size).toBe(actions.filter(({ kind }) => kind === "drain").length)
        const ready = instances.filter((one) => one.phase === "Ready")
        const left = ready.filter((one) => !drained.has(one.id)).length
        expect(left).toBeGreaterThanOrEqual(Math.min(ready.length, wanted))
      },
    ),
  )
})
