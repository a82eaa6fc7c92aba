import { readFileSync } from "node:fs"
import path from "node:path"

import { z } from "zod"

/** One committed migration. */
export interface Migration {
  readonly name: string
  /** When it was made, ms since 1970: also its place in the order. */
  readonly madeAtMs: number
}

const journalSchema = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) })

/** The migrations in `folder`, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const journal = journalSchema.parse(JSON.parse(readFileSync(path.join(folder, "meta/_journal.json"), "utf8")))
  return journal.entries.map(({ tag, when }) => ({ name: tag, madeAtMs: when }))
}
