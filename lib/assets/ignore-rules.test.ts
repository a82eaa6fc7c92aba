import { expect, test } from "vitest"

import { parseIgnoreRules } from "./ignore-rules.ts"

test.each<[string, string, "file" | "folder", boolean]>([
  ["*.pyc", "a/b.pyc", "file", true],
  ["*.pyc", "a/b.py", "file", false],
  ["data/", "data", "folder", true],
  ["data/", "data", "file", false],
  ["data/", "a/data", "folder", true],
  ["/data", "a/data", "folder", false],
  ["a/data", "a/data", "file", true],
  ["a/data", "x/a/data", "file", false],
  ["**/data", "x/a/data", "file", true],
  ["**/data", "data", "file", true],
  ["a/**", "a/b/c", "file", true],
  ["a/**", "a", "folder", false],
  ["a/**/c", "a/c", "file", true],
  ["a/**/c", "a/b/d/c", "file", true],
  ["file?.txt", "file1.txt", "file", true],
  ["file?.txt", "file/.txt", "file", false],
  ["[abc].txt", "b.txt", "file", true],
  ["[!abc].txt", "b.txt", "file", false],
  ["# comment", "# comment", "file", false],
  [String.raw`\#x`, "#x", "file", true],
  ["a.b", "aXb", "file", false],
  ["*.log\n!keep.log", "keep.log", "file", false],
  ["!keep.log\n*.log", "keep.log", "file", true],
  ["trailing.txt   ", "trailing.txt", "file", true],
  ["x\r\ny\r\n", "y", "file", true],
  ["(", "(", "file", true],
])("rule %j on %s (%s): %s", (rules, path, kind, ignored) => {
  expect(parseIgnoreRules(rules)(path, kind)).toBe(ignored)
})
