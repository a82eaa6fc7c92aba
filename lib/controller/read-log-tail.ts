import { instanceHandleSchema } from "#lib/compute/index.ts"
import type { Compute } from "#lib/compute/index.ts"

const LINES = 60

/** The last lines of an instance's output, for people who ask why it failed. Empty when there is nothing to read. */
export async function readLogTail(compute: Compute, handle: unknown): Promise<string[]> {
  const parsed = instanceHandleSchema.safeParse(handle)
  if (!parsed.success) return []
  const lines: string[] = []
  try {
    for await (const { text } of compute.logs(parsed.data, { tail: LINES })) lines.push(text)
  } catch {
    // The files may go at any moment; what was read until then is all there is.
  }
  return lines
}
