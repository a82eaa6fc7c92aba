import { createLocalCompute } from "#lib/compute/index.ts"
import type { Home } from "#lib/kernel/home.ts"

const GRACE_S = 10

/** Stops every local instance of this home, all at once. */
export async function stopInstances(home: Home): Promise<void> {
  const compute = createLocalCompute(home)
  const observed = await compute.observe()
  const running = observed.flatMap(({ state, handle }) =>
    handle && (state === "running" || state === "starting") ? [handle] : [],
  )
  await Promise.all(running.map((handle) => compute.stop(handle, { graceS: GRACE_S })))
}
