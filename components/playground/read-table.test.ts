import { expect, test } from "vitest"

import { readTable } from "./read-table.ts"

test.each([
  ["[1.5, 2]", { columns: ["0"], rows: [["1.5"], ["2"]], total: 2 }],
  [
    '{"predictions": [[1, "a"], [2]]}',
    {
      columns: ["0", "1"],
      rows: [
        ["1", "a"],
        ["2", ""],
      ],
      total: 2,
    },
  ],
  [
    '[{"a": 1}, {"b": {"c": null}}]',
    {
      columns: ["a", "b"],
      rows: [
        ["1", ""],
        ["", '{"c":null}'],
      ],
      total: 2,
    },
  ],
])("%s is a table", (text, table) => {
  expect(readTable(text)).toEqual(table)
})

test.each(["", "{}", "[]", "3", '"text"', '{"a": [1], "b": [2]}', "no json"])("%j is none", (text) => {
  expect(readTable(text)).toBeNull()
})

test("a long answer shows its first rows and says how many there are", () => {
  const table = readTable(JSON.stringify(Array.from({ length: 5000 }, (_, index) => index)))
  expect(table?.rows).toHaveLength(100)
  expect(table?.total).toBe(5000)
})
