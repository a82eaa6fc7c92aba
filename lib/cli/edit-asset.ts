import { z } from "zod"

import type { FlagUse } from "./args/index.ts"
import { applyEdits } from "./yaml/apply-edits.ts"

const map = z.record(z.string(), z.unknown())
const versioned = z.object({ version: z.string() })

/**
 * A version of an asset as the server showed it, with `--set`, `--add` and `--remove`. What was removed of its notes is
 * sent empty, because the server takes what is left out for unchanged.
 *
 * @throws UsageError
 */
export function editAsset(current: unknown, uses: readonly FlagUse[]): { version: string; json: unknown } {
  const { version } = versioned.parse(current)
  const { description, tags, properties, ...contents } = map.parse(applyEdits(current, uses))
  const notes = { description: description ?? "", tags: tags ?? {}, properties: properties ?? {} }
  return { version, json: { ...contents, ...notes } }
}
