import { readFile } from "node:fs/promises"
import path from "node:path"

import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"

import { readSamples, requireSample } from "./read-samples.ts"
import type { Sample } from "./read-samples.ts"
import type { SampleDetails, SampleView } from "./schema.ts"

const viewOf = ({ name, title, description, files }: Sample): SampleView => ({ name, title, description, files })

/** Every sample, by name. */
export async function listSamples(ctx: Context): Promise<SampleView[]> {
  authorise(ctx, "endpoints/read")
  return (await readSamples()).map(viewOf)
}

/** One sample with a request to try on it. @throws samples.not_found */
export async function showSample(ctx: Context, name: string): Promise<SampleDetails> {
  authorise(ctx, "endpoints/read")
  const sample = await requireSample(name)
  return { ...viewOf(sample), request: await readFile(path.join(sample.folder, "request.json"), "utf8") }
}
