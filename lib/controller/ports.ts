import type { Compute } from "#lib/compute/index.ts"
import type { BuildSpawn } from "#lib/environments/index.ts"
import type { Clock } from "#lib/kernel/clock.ts"
import type { Home } from "#lib/kernel/home.ts"
import type { Logger } from "#lib/kernel/log.ts"
import type { Database } from "#lib/storage/index.ts"

/** What the controller needs from outside; `lib/processes/controller.ts` supplies it. */
export interface ControllerDeps {
  readonly db: Database
  readonly home: Home
  readonly clock: Clock
  readonly compute: Compute
  readonly hostId: string
  readonly log: Logger
  /** Starts a command of an environment's build in the sandbox. */
  readonly spawnBuild: BuildSpawn
  readonly isPythonFallbackAllowed: boolean
}
