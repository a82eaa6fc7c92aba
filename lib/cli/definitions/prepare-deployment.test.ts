import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterEach, beforeEach, expect, test } from "vitest"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"

import { checkDefinition } from "../yaml/check-definition.ts"

import { loadDefinition } from "./load-definition.ts"
import { prepareDeployment } from "./prepare-deployment.ts"

let root = ""

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "caudal-yaml-")))
  mkdirSync(path.join(root, "deploy"))
  mkdirSync(path.join(root, "models/m1"), { recursive: true })
  mkdirSync(path.join(root, "src"))
  writeFileSync(path.join(root, "models/m1/m.bin"), "x")
  writeFileSync(path.join(root, "conda.yml"), "name: e\ndependencies: []\n")
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function prepare(text: string, name = "deploy/blue.yml") {
  const file = path.join(root, name)
  writeFileSync(file, text)
  const definition = loadDefinition({ file, overrides: {}, uses: [] })
  return { definition, prepared: prepareDeployment(definition) }
}

const HEAD = "$schema: https://x/y.json\nname: blue\nendpoint_name: diabetes\n"
const TREE = `caudal://trees/${"0".repeat(64)}`

test("relative paths are meant from the YAML file's folder, wherever the command runs", () => {
  const { definition, prepared } = prepare(
    `${HEAD}model:\n  path: ../models/m1/\ncode_configuration:\n  code: ../src\n  scoring_script: score.py\nenvironment:\n  image: i\n  conda_file: ../conda.yml\n`,
  )
  expect(prepared.value).toEqual({
    name: "blue",
    endpoint_name: "diabetes",
    model: { path: `${TREE}/m1/` },
    code_configuration: { code: `${TREE}/src/`, scoring_script: "score.py" },
    environment: { image: "i", conda_file: "name: e\ndependencies: []\n" },
  })
  expect(prepared.uploads.map(({ local, kind }) => [kind, local.kind, local.absolute])).toEqual([
    ["model", "folder", path.join(root, "models/m1")],
    ["code", "folder", path.join(root, "src")],
  ])
  checkDefinition(onlineDeploymentInput, prepared.value, "deployment", definition.file)
})

test("a model from a file keeps its name without a slash", () => {
  const { prepared } = prepare(`${HEAD}model:\n  path: ../models/m1/m.bin\n`)
  expect(prepared.value).toMatchObject({ model: { path: `${TREE}/m.bin` } })
})

test("registered assets pass through, and nothing is uploaded", () => {
  const { prepared } = prepare(
    `${HEAD}model: azureml:m@latest\ncode_configuration:\n  code: azureml:c:1\n  scoring_script: s.py\nenvironment: azureml:e:2\n`,
  )
  expect(prepared.uploads).toEqual([])
  expect(prepared.value).toMatchObject({ model: "azureml:m@latest", environment: "azureml:e:2" })
})

test("file: loads another file, whose own paths are meant from its folder", () => {
  writeFileSync(path.join(root, "env.yml"), "name: e\nimage: i\nconda_file: conda.yml\n")
  writeFileSync(path.join(root, "models/model.yml"), "name: m\npath: m1\n")
  const { prepared } = prepare(`${HEAD}model: file:../models/model.yml\nenvironment: file:../env.yml\n`)
  expect(prepared.value).toMatchObject({
    model: { name: "m", path: `${TREE}/m1/` },
    environment: { name: "e", conda_file: "name: e\ndependencies: []\n" },
  })
})

test("a conda file written inside stays as it is", () => {
  const { prepared } = prepare(`${HEAD}environment:\n  conda_file:\n    dependencies: [pip]\n`)
  expect(prepared.value).toMatchObject({ environment: { conda_file: { dependencies: ["pip"] } } })
})

test.each([
  ["model:\n  path: ../gone\n", "model.path: there is no file or folder ../gone"],
  ["environment:\n  conda_file: gone.yml\n", "environment.conda_file: there is no file or folder gone.yml"],
  ["environment:\n  conda_file: ../src\n", "environment.conda_file: ../src is a folder"],
  [
    "code_configuration:\n  code: ../conda.yml\n",
    "code_configuration.code: ../conda.yml is a file; code must be a folder",
  ],
  ["model: file:gone.yml\n", "model: there is no file or folder file:gone.yml"],
])("a path that leads nowhere is told with its key (%#)", (text, message) => {
  expect(() => prepare(HEAD + text)).toThrow(message)
})

test("flags win over the file", () => {
  const file = path.join(root, "deploy/blue.yml")
  writeFileSync(file, HEAD)
  const { value } = loadDefinition({ file, overrides: { name: "green", endpoint_name: undefined }, uses: [] })
  expect(value).toEqual({ name: "green", endpoint_name: "diabetes" })
})

test.each(["- a\n- b\n", "text\n"])("a file that is no map is refused (%#)", (text) => {
  expect(() => prepare(text)).toThrow("must be a map")
})
