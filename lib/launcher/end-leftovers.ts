import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import { isEmbeddedRunning, startEmbedded, stopEmbedded } from "#lib/storage/index.ts"

import { attachToKeeper } from "./attach-to-keeper.ts"
import { stopInstances } from "./stop-instances.ts"

interface LeftoverOptions {
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined
  readonly keepInstances: boolean
  readonly log: Logger
}

/**
 * Ends what outlives a launcher that was killed: the gateway's port, instances, PostgreSQL. Studio, controller and gateway
 * end by themselves. Call it only as the launcher of `home`.
 */
export async function endLeftovers(home: Home, { databaseUrl, keepInstances, log }: LeftoverOptions): Promise<void> {
  const keeper = await attachToKeeper(home.socketKeeper)
  await keeper?.end()
  const url = databaseUrl ?? (isEmbeddedRunning(home) ? (await startEmbedded(home)).url : undefined)
  if (!keepInstances) await stopInstances(home, url, log)
  if (databaseUrl === undefined) await stopEmbedded(home)
}
