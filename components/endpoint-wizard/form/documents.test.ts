import { expect, test } from "vitest"

import { withBodies } from "./documents.ts"
import { fromDeploymentRequest, fromEndpointRequest } from "./from-requests.ts"
import { withPlaceholders } from "./secrets.ts"
import { exampleForm, TREE } from "./testing/example-form.ts"
import { toDeploymentRequest, toEndpointRequest } from "./to-requests.ts"
import { blankForm } from "./wizard-form.ts"
import type { DeploymentForm } from "./wizard-form.ts"
import { readYaml, writeYaml } from "./yaml-text.ts"

const bodiesOf = (text: string) => {
  const reading = readYaml(text)
  if (!reading.ok) throw new Error(reading.problems.map(({ detail }) => detail).join())
  return reading.bodies
}

const example = exampleForm().deployment
const VARIANTS: ReadonlyArray<readonly [string, DeploymentForm]> = [
  ["uploaded files", example],
  ["no model", { ...example, modelSource: "none", modelUpload: null }],
  ["registered", { ...example, modelSource: "registered", modelReference: "azureml:m:1", modelUpload: null }],
  [
    "a registered environment",
    { ...example, environmentSource: "registered", environmentReference: "azureml:e@latest" },
  ],
  ["nothing picked yet", { ...blankForm().deployment, condaText: "a: 1\n" }],
  ["an image", { ...example, image: "mcr.example/x:1" }],
  ["no way out", { ...example, egress: false }],
  ["written code", { ...example, codeSource: "write", codeText: "x", codeTextTree: `caudal://trees/${TREE}/code/` }],
]

test.each(VARIANTS)("a form with %s becomes a document and the same form again", (_name, form) => {
  const text = writeYaml("", [toDeploymentRequest(form, "credit")])
  expect(toDeploymentRequest(fromDeploymentRequest(bodiesOf(text)[0] ?? {}, form), "credit")).toEqual(
    toDeploymentRequest(form, "credit"),
  )
})

test("secrets stand as placeholders in the document and survive it", () => {
  const form = exampleForm()
  const text = writeYaml("", [toDeploymentRequest(withPlaceholders(form).deployment, "credit")])
  expect(text).toContain("API_KEY: ${API_KEY}")
  expect(fromDeploymentRequest(bodiesOf(text)[0] ?? {}, form.deployment).variables).toEqual(form.deployment.variables)
})

test("keys that the form has no field for are kept and sent as they were written", () => {
  const body = {
    name: "blue",
    endpoint_name: "credit",
    model: { path: `caudal://trees/${TREE}/model/`, type: "mlflow_model" },
    code_configuration: { code: `caudal://trees/${TREE}/code/`, scoring_script: "score.py" },
    environment: "azureml:e:1",
    app_insights_enabled: true,
    request_settings: { request_timeout_ms: 9000, from_the_future: 1 },
  }
  const form = fromDeploymentRequest(body, blankForm().deployment)
  expect(Object.keys(form.extra)).toEqual(["model", "app_insights_enabled", "request_settings"])
  expect(toDeploymentRequest(form, "credit")).toMatchObject(body)
  expect(fromEndpointRequest({ name: "credit", auth_mode: "aml_token", location: "x" }).extra).toEqual({
    auth_mode: "aml_token",
    location: "x",
  })
})

test("an endpoint's document is the same endpoint again", () => {
  const body = toEndpointRequest(exampleForm().endpoint)
  expect(toEndpointRequest(fromEndpointRequest(body))).toEqual(body)
})

test("a path of this computer waits for its files", () => {
  const body = { model: { path: "./model/" }, code_configuration: { code: "./src/", scoring_script: "score.py" } }
  const form = fromDeploymentRequest(body, blankForm().deployment)
  expect(form.modelUpload).toMatchObject({ tree: null, name: "model", kind: "folder" })
  expect(form.codeUpload).toMatchObject({ tree: null, name: "src", kind: "folder" })
})

test("comments, order and style stay when a value changes in the form", () => {
  const text = "# ours\nname: credit # never change\ntags: { team: risk }\nauth_mode: key\n"
  const changed = writeYaml(text, [{ name: "credit", tags: { team: "fraud" }, auth_mode: "key", description: "new" }])
  expect(changed).toBe("# ours\nname: credit # never change\ntags: { team: fraud }\nauth_mode: key\ndescription: new\n")
  expect(writeYaml(changed, bodiesOf(changed))).toBe(changed)
})

test("a key without a value yet takes nothing from the other variables, and a secret outlives every text in between", () => {
  const { deployment } = exampleForm()
  const read = (text: string) =>
    fromDeploymentRequest(bodiesOf(`environment_variables:\n  API_KEY: \${API_KEY}\n${text}`)[0] ?? {}, deployment)
  const typed = read("  NEW:\n")
  expect(typed.extra).toEqual({})
  expect(typed.variables).toEqual([
    { key: "API_KEY", value: "hunter2", isSecret: null, wasSet: false },
    { key: "NEW", value: "", isSecret: null, wasSet: false },
  ])
  expect(read("tags:\n  team:\n").tags).toEqual([{ key: "team", value: "" }])
  const renamed = fromDeploymentRequest({ environment_variables: { API: "${API_KEY}" } }, deployment)
  expect(renamed.variables).toEqual([{ key: "API", value: "hunter2", isSecret: true, wasSet: false }])
})

test("only a secret stands for its placeholder: the name of any other variable is sent as it is written", () => {
  const before = exampleForm().deployment
  const body = {
    environment_variables: { API_KEY: "${API_KEY}", URL: "${WORKER_COUNT}", WORKER_COUNT: "${WORKER_COUNT}" },
  }
  expect(toDeploymentRequest(fromDeploymentRequest(body, before), "credit")).toMatchObject({
    environment_variables: { API_KEY: "hunter2", URL: "${WORKER_COUNT}", WORKER_COUNT: "${WORKER_COUNT}" },
  })
})

test("a text that loses its second document in between keeps the variables that were typed into it", () => {
  const form = exampleForm()
  const endpoint = toEndpointRequest(form.endpoint)
  const deployment = { name: "blue", environment_variables: { API_KEY: "${API_KEY}", NEW: "1" } }
  const typed = withBodies(form, "endpoint", [endpoint, deployment], form.deployment.variables)
  const without = withBodies(typed, "endpoint", [endpoint], form.deployment.variables)
  expect(without).toEqual({ ...typed, hasDeployment: false })
  expect(without.deployment.variables.map(({ key, value }) => [key, value])).toEqual([
    ["API_KEY", "hunter2"],
    ["NEW", "1"],
  ])
})

test("what is no YAML is said with its line, and so is an alias that means nothing", () => {
  const problemsOf = (text: string) => {
    const reading = readYaml(text)
    return reading.ok ? [] : reading.problems.map(({ kind, line }) => [kind, line])
  }
  expect(problemsOf("name: x\na: [1")).toEqual([["syntax", 2]])
  expect(problemsOf("- a")).toEqual([["noMap", 1]])
  expect(problemsOf("name: x\n---\n- a")).toEqual([["noMap", 3]])
  expect(problemsOf("name: x\ndescription: *bold")).toEqual([["alias", 2]])
  const many = Array.from({ length: 30 }, (_, index) => `k${index}: *x`).join("\n")
  expect(problemsOf(`x: &x [1, 2]\n${many}`)).toEqual([["alias", 2]])
  expect(problemsOf("x: &x 1\ny: *x")).toEqual([])
})

test("a text whose aliases the new values leave without an anchor is written anew", () => {
  expect(writeYaml("x: &x team\ndescription: *x\n", [{ description: "team" }])).toBe("description: team\n")
})
