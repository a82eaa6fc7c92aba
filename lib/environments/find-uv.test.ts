import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { findUv } from "./find-uv.ts"

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-uv-"))
  vi.stubEnv("PATH", "/nowhere")
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** A program of the pinned version's place, as an earlier fetch left it. */
function placeFetched(): string {
  const bin = path.join(folder, "uv-0.13.9/bin")
  mkdirSync(bin, { recursive: true })
  writeFileSync(path.join(bin, "uv"), "")
  chmodSync(path.join(bin, "uv"), 0o755)
  return path.join(bin, "uv")
}

test("a uv that was removed or upgraded away is looked for again, so that the next build has one", async () => {
  const first = placeFetched()
  expect(await findUv(folder)).toBe(first)
  rmSync(path.join(folder, "uv-0.13.9"), { recursive: true })
  await expect(findUv(folder)).rejects.toMatchObject({ code: "environments.tool_missing" })
  expect(await findUv(folder).catch(() => placeFetched())).toBe(first)
  expect(await findUv(folder)).toBe(first)
})
