import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, onTestFinished, test } from "vitest"

import { hashSources } from "./build-studio.ts"

const CONFIGURATION = ["package.json", "package-lock.json", "next.config.js", "postcss.config.js", "tsconfig.json"]

test.each([...CONFIGURATION, "app/page.tsx", "public/icon.svg"])(
  "the studio is built again when %s changes",
  (name) => {
    const root = mkdtempSync(path.join(tmpdir(), "caudal-sources-"))
    onTestFinished(() => rmSync(root, { recursive: true }))
    for (const folder of ["app", "public"]) mkdirSync(path.join(root, folder))
    for (const file of CONFIGURATION) writeFileSync(path.join(root, file), "")
    const before = hashSources(root)
    expect(hashSources(root)).toBe(before)
    writeFileSync(path.join(root, name), "changed")
    expect(hashSources(root)).not.toBe(before)
  },
)

test("a test or a word about the code is no reason to build", () => {
  const root = mkdtempSync(path.join(tmpdir(), "caudal-sources-"))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(path.join(root, "lib"))
  for (const file of CONFIGURATION) writeFileSync(path.join(root, file), "")
  const before = hashSources(root)
  for (const name of ["README.md", "keep.test.ts"]) writeFileSync(path.join(root, "lib", name), "new")
  expect(hashSources(root)).toBe(before)
})
