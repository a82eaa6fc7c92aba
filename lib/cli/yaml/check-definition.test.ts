import { expect, test } from "vitest"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"

import { CliError } from "../errors.ts"

import { checkDefinition } from "./check-definition.ts"
import { parseYamlText } from "./read-yaml.ts"

const GOOD = `name: blue
endpoint_name: diabetes
model: azureml:m:1
environment: azureml:e:1
`

function problems(text: string): readonly string[] {
  const file = parseYamlText(text, "blue.yml")
  try {
    checkDefinition(onlineDeploymentInput, file.value, "deployment", file)
    return []
  } catch (error) {
    if (error instanceof CliError) return error.lines
    throw error
  }
}

test("a good file has no problem", () => {
  expect(problems(GOOD)).toEqual([])
  expect(problems(`${GOOD}scale_setting:\n  type: default\n`)).toEqual([])
})

test.each([
  [`${GOOD}instance_cont: 2\n`, "blue.yml:5: instance_cont is not known. Did you mean 'instance_count'?"],
  [
    `${GOOD}scale_settngs:\n  type: default\n`,
    "blue.yml:6: scale_settngs is not known. Did you mean 'scale_settings'?",
  ],
  [
    `${GOOD}request_settings:\n  request_timeout_ms: 5000\n  max_queue_wait: 1\n`,
    "blue.yml:7: request_settings.max_queue_wait is not known. Did you mean 'max_queue_wait_ms'?",
  ],
  [`${GOOD}instance_count: 0\n`, "blue.yml:5: instance_count: must be at least 1."],
  [
    `${GOOD}os: 1\negress_public_network_access: maybe\n`,
    'blue.yml:6: egress_public_network_access: invalid option: expected one of "enabled"|"disabled".',
  ],
  [`${GOOD}tags: 3\n`, "blue.yml:5: tags: must be a record."],
  ["name: blue\n", "blue.yml:1: endpoint_name: is required (a string)."],
  [GOOD.replace("blue", "b"), "blue.yml:1: name: must have at least 3 characters."],
  [
    GOOD.replace("azureml:m:1", "m:1"),
    "blue.yml:3: model: must look like azureml:NAME:VERSION or azureml:NAME@latest.",
  ],
  [
    GOOD.replace("model: azureml:m:1", `model:\n  pth: x\n  path: caudal://trees/${"0".repeat(64)}/m`),
    "blue.yml:4: model.pth is not known. Did you mean 'path'?",
  ],
])("a mistake is told with its line, field and rule (%#)", (text, line) => {
  expect(problems(text)).toContain(line)
})

test.each([
  ["a: 1\na: 2\n", /^blue\.yml:2:1: not valid YAML: Map keys must be unique/],
  ["a: [1\n", /^blue\.yml:\d+:\d+: not valid YAML/],
  ["a: 1\n---\nb: 2\n", /^blue\.yml:\d+:\d+: not valid YAML/],
])("text that is no YAML is refused with its place (%#)", (text, message) => {
  expect(() => parseYamlText(text, "blue.yml")).toThrow(message)
})

test("versions and environment variables keep the text that was written", () => {
  const file = parseYamlText("version: 1.10\nenvironment_variables:\n  A: 007\n  B: 1.0\ncount: 1.0\n", "x.yml")
  expect(file.value).toEqual({ version: "1.10", environment_variables: { A: "007", B: "1.0" }, count: 1 })
})

test("anchors and merge keys work, and a bomb of aliases does not", () => {
  const merged = parseYamlText("a: &a\n  period: 1\nb:\n  <<: *a\n  timeout: 2\n", "x.yml")
  expect(merged.value).toMatchObject({ b: { period: 1, timeout: 2 } })
  const bomb = Array.from({ length: 9 }, (_, i) => `l${i}: &l${i} [${i === 0 ? "x" : `${`*l${i - 1},`.repeat(9)}`}]`)
  expect(() => parseYamlText(bomb.join("\n"), "x.yml").value).toThrow()
})
