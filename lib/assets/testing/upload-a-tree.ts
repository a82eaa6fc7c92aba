import { ROLE_ACTIONS } from "#lib/identity/index.ts"
import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { connect } from "#lib/storage/index.ts"

import { completeUpload } from "../complete-upload.ts"
import { createUpload } from "../create-upload.ts"
import { receiveBlobChunk } from "../receive-blob-chunk.ts"
import { bodyOf, filesOf, hashOf } from "./bring-tree.ts"
import { LARGE_TREE } from "./large-tree.ts"

/**
 * A process that serves and sends a whole upload, in chunks of 64 KiB, from wherever it stands. It writes a dot before each
 * step and the tree's digest at the end; the test kills it at some of the dots.
 */
const CHUNK_BYTES = 64 * 1024

function refuse(): never {
  throw new Error("Assets hold no secrets.")
}

async function main(): Promise<void> {
  const { DATABASE_URL: url, CAUDAL_HOME } = readEnv()
  if (url === undefined) throw new Error("DATABASE_URL is not set.")
  const home = homeAt(CAUDAL_HOME)
  const db = connect(url, { applicationName: "caudal test" })
  const ctx = {
    db,
    clock: { nowMs: () => Date.UTC(2026, 0, 1) },
    workspaceId: "ws_ours",
    vault: { seal: refuse, unseal: refuse },
    caller: { kind: "user" as const, id: "usr_1", name: "ada@example.com", actions: ROLE_ACTIONS.Operator },
  }
  const step = () => process.stdout.write(".")
  step()
  const upload = await createUpload(ctx, { files: filesOf(LARGE_TREE) }, home)
  const byHash = new Map(Object.values(LARGE_TREE).map((text) => [hashOf(text), Buffer.from(text)]))
  for (const { sha256, size, offset: start } of upload.missing) {
    for (let offset = start; offset < size;) {
      step()
      const bytes = (byHash.get(sha256) ?? Buffer.of()).subarray(offset, offset + CHUNK_BYTES)
      const chunk = { uploadId: upload.id, sha256, offset, body: bodyOf(bytes) }
      offset = (await receiveBlobChunk(ctx, chunk, home)).offset
    }
  }
  step()
  process.stdout.write((await completeUpload(ctx, upload.id, home)).tree)
  process.exit(0)
}

await main()
