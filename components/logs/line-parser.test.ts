import { expect, test } from "vitest"

import { LineParser } from "./line-parser.ts"

const ESC = String.fromCodePoint(27)

test("a line has its time, its text without terminal commands, and the request that wrote it", () => {
  const parser = new LineParser()
  const [line] = parser.parse(`2026-11-25T13:12:38.441Z I [2] [0199-ab] print - ${ESC}[31mred${ESC}[0m${ESC}[2K`)
  expect(line).toMatchObject({
    n: 0,
    at: "2026-11-25T13:12:38.441Z",
    text: `I [2] [0199-ab] print - ${ESC}[31mred${ESC}[0m`,
    plain: "I [2] [0199-ab] print - red",
    level: "info",
    requestId: "0199-ab",
  })
})

test("no request is none, and of a progress bar the last state stays", () => {
  const parser = new LineParser()
  expect(parser.parse("2026-11-25T13:12:38.441Z I [2] [-] x - y")[0]?.requestId).toBeNull()
  expect(parser.parse("2026-11-25T13:12:38.441Z 10 %\r20 %\r100 %\r")[0]?.plain).toBe("100 %")
})

test("lines after an instance's headline are its own, and numbers go on", () => {
  const parser = new LineParser(7)
  const lines = [
    ...parser.parse("2026-11-25T13:12:38.000Z Instance ins_1, generation 2"),
    ...parser.parse("2026-11-25T13:12:39.000Z hello"),
    ...parser.parse("without a time", true),
  ]
  expect(lines.map(({ n, kind, instance }) => [n, kind, instance])).toEqual([
    [7, "instance", "ins_1"],
    [8, "line", "ins_1"],
    [9, "gap", "ins_1"],
    [10, "line", "ins_1"],
  ])
  expect(lines.at(-1)?.at).toBe("2026-11-25T13:12:39.000Z")
})
