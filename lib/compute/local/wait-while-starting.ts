import { setTimeout as delay } from "node:timers/promises"

import type { ObservedInstance } from "../schema.ts"
import { readInstanceFolder } from "./instance-folder.ts"
import { observeFolder } from "./observe.ts"
import type { InstancePaths } from "./places.ts"

const POLL_MS = 50

/**
 * What stands in an instance's folder once no start of it is under way, this process's or another's. One whose process was
 * killed is over after a while (`observeFolder`). Null when nothing does.
 */
export async function waitWhileStarting(paths: InstancePaths): Promise<ObservedInstance | null> {
  for (;;) {
    const found = await observeFolder(await readInstanceFolder(paths.folder, Date.now()), paths)
    if (found?.state !== "starting") return found
    await delay(POLL_MS)
  }
}
