import { expect, test } from "vitest"

import table from "./conda-table.json" with { type: "json" }
import { normalizeName } from "./dependencies.ts"
import { translateCondaPackage } from "./translate-conda-package.ts"

const origin = { file: "conda.yml", line: 7 }

test.each([
  ["scikit-learn=1.5", "scikit-learn==1.5.*"],
  ["scikit-learn 1.5.2", "scikit-learn==1.5.2"],
  ["numpy >=1.26,<2", "numpy>=1.26,<2"],
  ["conda-forge::pandas", "pandas"],
  ["pytorch=2.1", "torch==2.1.*"],
  ["py-xgboost", "xgboost"],
  ["opencv>=4", "opencv-python-headless>=4"],
  ["Pillow", "pillow"],
  ["numpy=1.26.4=py311h64a7726_0", "numpy==1.26.4"],
])("conda's `%s` installs `%s`", (spec, text) => {
  expect(translateCondaPackage(spec, origin)).toMatchObject({ kind: "requirement", requirement: { text, origin } })
})

test.each(["pip", "pip=24.0", "ca-certificates", "libgcc-ng>=12"])("`%s` needs nothing from PyPI", (spec) => {
  expect(translateCondaPackage(spec, origin).kind).toBe("provided")
})

test("a conda build string is left out with a warning that names it", () => {
  const found = translateCondaPackage("numpy=1.26.4=py311h64a7726_0", origin)
  expect(found).toMatchObject({ warning: expect.stringContaining("py311h64a7726_0") })
})

test("python is a version, not a package", () => {
  expect(translateCondaPackage("python=3.11", origin)).toEqual({
    kind: "python",
    request: { specifier: "==3.11.*", text: "python=3.11", origin },
  })
})

test.each([
  ["libfoo-unheard-of=1", "environments.package_unknown", "libfoo-unheard-of"],
  ["numpy[version='>=1.2']", "environments.requirement_refused", "brackets"],
  ["numpy=1.2|1.3", "environments.requirement_refused", "version"],
  ["python=banana", "environments.requirement_refused", "version"],
  ["=1.2", "environments.requirement_refused", "not a conda package"],
])("`%s` is refused with its line", (spec, code, part) => {
  expect(() => translateCondaPackage(spec, origin)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(new RegExp(`conda.yml line 7.*${part}`)) }),
  )
})

test("the table of names has each name once and in the form that pip compares", () => {
  expect(new Set(table.same).size).toBe(table.same.length)
  expect(table.same.map(normalizeName)).toEqual(table.same)
  expect(Object.keys(table.renamed).filter((name) => table.same.includes(name))).toEqual([])
})
