import { expect, test } from "vitest"

import { lineLink } from "./line-link.ts"
import { LineParser } from "./line-parser.ts"

const SOURCE = {
  workspace: "main",
  endpoint: "diabetes",
  deployment: "blue",
  container: "inference-server",
  instance: null,
  isPrevious: false,
} as const

test("a line's link opens the history of the instance that wrote it, with nothing narrowed", () => {
  const parser = new LineParser()
  const lines = [
    "2026-01-01T00:00:00.000Z Instance ins_1, generation 1",
    "2026-01-01T00:00:01.000Z a",
    "2026-01-01T00:00:01.000Z b",
  ].flatMap((raw) => parser.parse(raw))
  const [, , line] = lines
  if (!line) throw new Error("There are three lines.")
  const href = "https://studio.example/logs?q=b&level=info&wrap=true&dep=other"
  expect(lineLink(href, { source: SOURCE, lines, line })).toBe(
    "https://studio.example/logs?wrap=true&dep=blue&mode=history&instance=ins_1&t=1767225601000-1",
  )
})
