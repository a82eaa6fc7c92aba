import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, onTestFinished, test } from "vitest"

import { uploadInput } from "#lib/assets/contract.ts"

import { ServerError } from "../client/read-error.ts"
import { fakeClient } from "../testing/fake-client.ts"
import type { Terminal } from "../terminal.ts"

import { uploadLocalPath } from "./upload-local-path.ts"

test("a bar that is drawn when an upload fails is taken away: the error stands on a line of its own", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-local-path-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, "weights.bin"), "12345678")
  const client = fakeClient((method, _url, request) => {
    if (method === "POST") {
      const missing = uploadInput.parse(request?.json).files.map((file) => ({ ...file, offset: 0 }))
      const expires = "2026-01-01T00:00:00Z"
      return { json: { id: "1", tree: "0".repeat(64), missing, chunk_bytes_max: 4, expires_at: expires } }
    }
    if (request?.headers?.["upload-offset"] === "0") return {}
    throw new ServerError(403, "assets.refused", "Refused.", [], undefined)
  })
  const shown: string[] = []
  const terminal: Terminal = {
    out: () => {},
    err: (text) => void shown.push(text),
    isErrTty: true,
    isOutTty: true,
    isInTty: true,
    columns: 100,
    readInput: async () => "",
    ask: async () => "",
    onInterrupt: () => () => {},
  }
  const local = { absolute: folder, name: "m", kind: "folder" } as const
  const uploading = uploadLocalPath({ client, terminal, tell: () => {} }, local, "model")
  await expect(uploading).rejects.toThrow("Refused.")
  expect(shown).toEqual([expect.stringContaining(" 50 %"), "\r\u001B[K"])
})
