import { z } from "zod"

import type { Client } from "./client/create-client.ts"
import { CliError, EXIT } from "./errors.ts"
import { listAll } from "./list-all.ts"

const deleted = z.object({ id: z.string(), name: z.string() })

/** The id of what was deleted last under a name, in any spelling. @throws CliError with what can be restored */
export async function findDeleted(
  client: Client,
  path: string,
  { name, what, list }: { name: string; what: string; list: string },
): Promise<string> {
  const all = z.array(deleted).parse(await listAll(client, path))
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (found) return found.id
  const names = [...new Set(all.map((one) => one.name))]
  throw new CliError(`No ${what} "${name}" was deleted in the last seven days.`, {
    exitCode: EXIT.notFound,
    ...(names.length === 0 ? {} : { lines: [`can be restored: ${names.join(", ")}`] }),
    next: list,
  })
}
