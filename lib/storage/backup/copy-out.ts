import { pipeline } from "node:stream/promises"

import type { Lane } from "../open-lane.ts"

/**
 * Streams the answer of `copy ... to stdout` through `sinks`, at the pace of the slowest, and returns when the last one
 * has it all. The lane is free for the next query then.
 */
export async function copyOut(
  lane: Lane,
  copy: string,
  sinks: readonly (NodeJS.ReadWriteStream | NodeJS.WritableStream)[],
): Promise<void> {
  const source = await lane.connection.unsafe(copy).readable()
  await pipeline([source, ...sinks])
  // While the sinks are slow the driver pauses its socket. If that happens at the last row it forgets to go on, and the
  // next query would wait for ever; its `_read` makes it go on.
  source._read(0)
}
