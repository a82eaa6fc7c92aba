import { readFileSync } from "node:fs"
import path from "node:path"

import { expect, test } from "vitest"

import { satisfiesPython } from "./python-version.ts"
import { readDependencies } from "./read-dependencies.ts"

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples")

test.each(["diabetes", "breast-cancer"])(
  "the conda file of examples/%s needs no warning and takes any Python from 3.11 on",
  (name) => {
    const text = readFileSync(path.join(EXAMPLES, name, "conda.yml"), "utf8")
    const found = readDependencies({ name: "conda.yml", text })
    expect(found.warnings).toEqual([])
    expect(found.requirements.map((requirement) => requirement.kind === "package" && requirement.name)).toEqual([
      "scikit-learn",
      "joblib",
      "numpy",
    ])
    const specifier = found.python?.specifier ?? "missing"
    expect([10, 11, 12, 13, 14].map((minor) => satisfiesPython([3, minor, 0], specifier))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ])
  },
)
