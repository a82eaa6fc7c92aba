import { z } from "zod"

import type { ApiAnswer } from "./client/create-client.ts"
import type { CommandContext } from "./command.ts"
import { UsageError } from "./errors.ts"
import { loadDefinition } from "./definitions/load-definition.ts"
import type { Definition } from "./definitions/load-definition.ts"
import { FILE } from "./shared-flags.ts"
import { applyEdits } from "./yaml/apply-edits.ts"
import { isRecord } from "./yaml/is-record.ts"

const namesSchema = z.object({ name: z.string(), endpoint_name: z.string().default("") })

type Overrides = Readonly<Record<string, unknown>>

interface UpdateOptions {
  readonly overrides: Overrides
  readonly pathOf: (names: { name: string; endpoint_name: string }) => string
  /** Checks a definition and turns it into what is sent; uploads happen here. */
  readonly prepare: (definition: Definition) => Promise<unknown>
}

function present(overrides: Overrides): Overrides {
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))
}

/** Which resource an update is about: flags win over the file. @throws UsageError when neither says it */
export async function resourceNames(
  { get }: Pick<CommandContext, "get">,
  overrides: Overrides,
): Promise<{ name: string; endpoint_name: string }> {
  const file = get(FILE)
  const written = file === undefined ? {} : loadDefinition({ file, overrides: {}, uses: [] }).value
  const names = namesSchema.safeParse({ ...written, ...present(overrides) })
  if (names.success) return names.data
  throw new UsageError("the following argument is required: --name/-n (or a name in the file)")
}

/** What stands now with the edits of the command line, or the file with them. */
function edited(context: CommandContext, current: unknown, overrides: Overrides): Definition {
  const file = context.get(FILE)
  if (file !== undefined) return loadDefinition({ file, overrides, uses: context.uses })
  const value = applyEdits({ ...(isRecord(current) ? current : {}), ...present(overrides) }, context.uses)
  return { value: isRecord(value) ? value : {}, folder: ".", file: undefined }
}

/**
 * Changes a resource that exists: reads it, applies file or edits, and writes it if nobody changed it in between. When
 * somebody did, an edit is applied once more to what they left; a file is not, because it would undo their change.
 *
 * @throws ServerError with status 404 when there is no such resource
 */
export async function updateResource(context: CommandContext, options: UpdateOptions): Promise<ApiAnswer> {
  const { client } = context
  const path = options.pathOf(await resourceNames(context, options.overrides))
  const attempt = async (accept: readonly number[]) => {
    const current = await client.send("GET", path)
    const json = await options.prepare(edited(context, current.json, options.overrides))
    const etag = current.headers["etag"]
    const headers = typeof etag === "string" ? { "if-match": etag } : {}
    return await client.send("PUT", path, { json, headers, accept })
  }
  const mayRetry = context.get(FILE) === undefined
  const first = await attempt(mayRetry ? [412] : [])
  return first.status === 412 ? await attempt([]) : first
}
