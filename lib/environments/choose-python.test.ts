import { expect, test } from "vitest"

import { choosePython } from "./choose-python.ts"
import type { Interpreter } from "./choose-python.ts"
import { satisfiesPython } from "./python-version.ts"
import type { PythonVersion } from "./python-version.ts"

function python(version: PythonVersion, isDefault = false): Interpreter {
  return { executable: `/opt/${version.join(".")}/bin/python3`, version, prefix: "/opt", isDefault }
}

function ask(specifier: string) {
  return { specifier, text: `python ${specifier}`, origin: { file: "conda.yml", line: 4 } }
}

const HERE = [python([3, 8, 18]), python([3, 11, 7], true), python([3, 12, 1]), python([3, 13, 0])]

test.each([
  [null, "3.11.7"],
  ["", "3.11.7"],
  [">=3.11", "3.11.7"],
  ["==3.12.*", "3.12.1"],
  [">=3.12", "3.13.0"],
  [">=3.11,<3.12", "3.11.7"],
  ["!=3.11.*", "3.13.0"],
])("a request for `%s` takes %s without a word", (specifier, version) => {
  const choice = choosePython(specifier === null ? null : ask(specifier), HERE, false)
  expect(choice.interpreter.version.join(".")).toBe(version)
  expect(choice.warnings).toEqual([])
})

test.each(["==3.11.4", ">=3.11.9,<3.12", "==3.11.9"])(
  "`%s` takes another patch of the same minor with a warning",
  (specifier) => {
    const choice = choosePython(ask(specifier), HERE, false)
    expect(choice.interpreter.version).toEqual([3, 11, 7])
    expect(choice.warnings).toEqual([expect.stringMatching(/conda\.yml line 4.*another patch/)])
  },
)

test("another minor version is refused, naming the line and what is here", () => {
  expect(() => choosePython(ask("==3.10.*"), HERE, false)).toThrow(
    expect.objectContaining({
      code: "environments.python_missing",
      message: expect.stringMatching(/conda.yml line 4.*3\.11\.7, 3\.12\.1.*CAUDAL_PYTHON_FALLBACK/),
    }),
  )
})

test("where it is allowed, the nearest minor version takes its place with a warning", () => {
  const choice = choosePython(ask("==3.14.*"), HERE, true)
  expect(choice.interpreter.version).toEqual([3, 13, 0])
  expect(choice.warnings).toEqual([
    expect.stringMatching(/conda\.yml line 4 asks for `python ==3\.14\.\*`.*lets Python 3\.13\.0 take its place/),
  ])
})

test("a Python older than the runtime supports is never taken", () => {
  expect(() => choosePython(ask("==3.8.*"), HERE, false)).toThrow(/conda.yml line 4/)
  expect(() => choosePython(null, [python([3, 8, 18])], true)).toThrow(/no Python/)
})

test.each([
  ["~=3.11", true],
  ["~=3.11.2", true],
  ["~=3.11.8", false],
  ["<=3.11.7", true],
  ["<3.11.7", false],
  [">3.11.6", true],
  ["===3.11.7", true],
  ["banana", false],
])("3.11.7 and `%s`: %s", (specifier, isSatisfied) => {
  expect(satisfiesPython([3, 11, 7], specifier)).toBe(isSatisfied)
})
