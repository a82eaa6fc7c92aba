import { expect, test } from "vitest"

import { formatBytes, renderBar } from "./upload-progress.ts"

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [1_234_567, "1.2 MB"],
  [5e9, "5.0 GB"],
  [3e15, "3000.0 TB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test("a bar shows share, percent and bytes", () => {
  expect(renderBar(0, 2000)).toBe(`[${" ".repeat(24)}]   0 %  0 B of 2.0 kB`)
  expect(renderBar(1000, 2000)).toBe(`[${"#".repeat(12)}${" ".repeat(12)}]  50 %  1.0 kB of 2.0 kB`)
  expect(renderBar(0, 0)).toBe(`[${"#".repeat(24)}] 100 %  0 B of 0 B`)
})
