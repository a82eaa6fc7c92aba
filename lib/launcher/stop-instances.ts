import { createLocalCompute } from "#lib/compute/index.ts"
import type { Home } from "#lib/kernel/home.ts"

const GRACE_S = 10

/** Stops every local instance of this home, all at once. */
export async function stopInstances(home: Home): Promise<void> {
  const compute = createLocalCompute(home)
  const running = (await compute.observe()).filter(({ state }) => state === "running" || state === "starting")
  await Promise.all(running.map(({ handle }) => (handle ? compute.stop(handle, { graceS: GRACE_S }) : undefined)))
}
