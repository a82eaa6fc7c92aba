import { expect, test } from "vitest"

import { translateCondaVersion } from "./conda-version.ts"

test.each([
  ["", ""],
  ["*", ""],
  ["1.2", "==1.2"],
  ["=1.2", "==1.2.*"],
  ["=1.2.3", "==1.2.3.*"],
  ["==1.2", "==1.2"],
  ["1.2.*", "==1.2.*"],
  ["=1.2.*", "==1.2.*"],
  ["1.2*", "==1.2.*"],
  ["!=1.2.*", "!=1.2.*"],
  [">=1.2", ">=1.2"],
  [">=1.2.*", ">=1.2"],
  [">=1.2,<2", ">=1.2,<2"],
  [">=1.2, <2.0a0", ">=1.2,<2.0a0"],
  ["~=1.4.2", "~=1.4.2"],
  ["=2.0rc1", "==2.0rc1"],
])("the conda version `%s` is `%s` for pip", (conda, pip) => {
  expect(translateCondaVersion(conda)).toBe(pip)
})

test.each(["1.2|1.3", "[version='1']", ">=", "^1.2", "1.*.3"])(
  "the conda version `%s` has no words in pip",
  (conda) => {
    expect(translateCondaVersion(conda)).toBeNull()
  },
)
