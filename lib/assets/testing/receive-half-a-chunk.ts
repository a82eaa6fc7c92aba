import { createInterface } from "node:readline"

import { z } from "zod"

import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import { readEnv } from "#lib/kernel/env.ts"
import { connect } from "#lib/storage/index.ts"

import { receiveBlobChunk } from "../receive-blob-chunk.ts"

/**
 * A process that takes the first half of a chunk, says so and waits for the rest, which never comes: the test kills it.
 * Standard input has one line: {uploadId, sha256, nowMs, half (base64)}.
 */
const order = z.object({ uploadId: z.string(), sha256: z.string(), nowMs: z.number(), half: z.string() })

async function main(): Promise<void> {
  const line = (await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next()).value
  const { uploadId, sha256, nowMs, half } = order.parse(JSON.parse(String(line)))
  const refuse = (): never => {
    throw new Error("Assets hold no secrets.")
  }
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(half, "base64")
    // Asked for the next piece: the first one is written.
    process.stdout.write("half\n")
    await new Promise(() => undefined)
  }
  const url = readEnv().DATABASE_URL
  if (url === undefined) throw new Error("DATABASE_URL is not set.")
  await receiveBlobChunk(
    {
      db: connect(url, { applicationName: "caudal test" }),
      clock: { nowMs: () => nowMs },
      workspaceId: "ws_ours",
      vault: { seal: refuse, unseal: refuse },
      caller: { kind: "user", id: "usr_1", name: "ada@example.com", actions: ROLE_ACTIONS.Operator },
    },
    { uploadId, sha256, offset: 0, body: body() },
  )
}

await main()
