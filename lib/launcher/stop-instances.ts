import { createLocalCompute } from "#lib/compute/index.ts"
import { recordShutdown } from "#lib/controller/index.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { close, connect } from "#lib/storage/index.ts"

const GRACE_S = 10

/**
 * Stops every local instance of this home, all at once, and writes that nothing went wrong with them: the next start
 * brings them back without a back-off.
 *
 * @param databaseUrl undefined when the database does not run; then the next controller finds them ended.
 */
export async function stopInstances(home: Home, databaseUrl: string | undefined, log: Logger): Promise<void> {
  const compute = createLocalCompute(home)
  const observed = await compute.observe()
  const running = observed.flatMap(({ state, handle }) => (state === "running" || state === "starting" ? [handle] : []))
  await Promise.all(running.map((handle) => compute.stop(handle, { graceS: GRACE_S })))
  if (databaseUrl === undefined) return
  const db = connect(databaseUrl, { max: 1, applicationName: "caudal-launcher" })
  try {
    await recordShutdown(db, home, Date.now())
  } catch (error) {
    // Without the database the next controller finds them ended, and starts them again after a moment.
    log.warn({ err: error }, "The end of the instances could not be written")
  } finally {
    await close(db)
  }
}
