import { expect, test } from "vitest"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { onlineEndpointInput } from "#lib/endpoints/contract.ts"

import { failureStep } from "./failure-step.ts"
import { fromDeployment } from "./from-deployment.ts"
import { withoutSecrets, withPlaceholders } from "./secrets.ts"
import { stepOfField, stepsOf } from "./steps.ts"
import { exampleForm, TREE } from "./testing/example-form.ts"
import { toDeploymentRequest, toEndpointRequest } from "./to-requests.ts"
import { validateForm } from "./validate-form.ts"
import { blankForm, wizardForm } from "./wizard-form.ts"

test("a filled form becomes the requests that the API takes, with numbers as numbers", () => {
  const form = exampleForm()
  expect(onlineEndpointInput.parse(toEndpointRequest(form.endpoint))).toMatchObject({
    name: "credit",
    auth_mode: "key",
  })
  const request = toDeploymentRequest(form.deployment, "credit")
  expect(onlineDeploymentInput.parse(request)).toMatchObject({
    name: "blue",
    endpoint_name: "credit",
    model: { path: `caudal://trees/${TREE}/model/` },
    code_configuration: { code: `caudal://trees/${TREE}/onlinescoring/`, scoring_script: "score.py" },
    environment_variables: { WORKER_COUNT: "2", API_KEY: "hunter2" },
    instance_count: 2,
  })
  expect(request).toMatchObject({ instance_count: 2, request_settings: { request_timeout_ms: 5000 } })
  expect(validateForm(form, "endpoint", "")).toEqual([])
})

test("files beside the document are named by their own names", () => {
  expect(toDeploymentRequest(exampleForm().deployment, "credit", "local")).toMatchObject({
    model: { path: "./model/" },
    code_configuration: { code: "./onlinescoring/" },
    environment: { conda_file: "./conda.yml" },
  })
})

test("a deployment read back into the form is sent as the same deployment", () => {
  const view: OnlineDeploymentView = {
    ...onlineDeploymentInput.parse(toDeploymentRequest(exampleForm().deployment, "credit")),
    id: "dep_1",
    type: "managed",
    description: "first",
    tags: { team: "risk" },
    properties: {},
    model: "azureml:model:1",
    model_mount_path: "/var/azureml-app/azureml-models",
    code_configuration: { code: "azureml:code:1", scoring_script: "score.py" },
    environment: "azureml:env:1",
    environment_variables: { A: "1" },
    scale_settings: { type: "default" },
    provisioning_state: "Succeeded",
    health: "Healthy",
    generation: 1,
    serving_generation: 1,
    failed_generation: null,
    failure: null,
    conditions: [],
    warnings: [],
    instances: [],
    revision: 1,
    created_by: "ana",
    created_at: "",
    updated_at: "",
  }
  const again = onlineDeploymentInput.parse(toDeploymentRequest(fromDeployment(view), "credit"))
  for (const key of ["model", "code_configuration", "environment", "environment_variables", "tags"] as const) {
    expect(again[key]).toEqual(view[key])
  }
  for (const key of [
    "instance_type",
    "instance_count",
    "request_settings",
    "readiness_probe",
    "liveness_probe",
  ] as const) {
    expect(again[key]).toEqual(view[key])
  }
})

test("a blank form says what is missing, and where", () => {
  const problems = validateForm(blankForm(), "endpoint", "")
  expect(problems.map(({ field, step, rule }) => [field, step, rule])).toEqual([
    ["endpoint.name", "basics", "name"],
    ["deployment.model", "model", "modelMissing"],
    ["deployment.code_configuration.code", "code", "codeMissing"],
    ["deployment.environment.conda_file", "code", "condaMissing"],
  ])
})

test.each([
  [{ instanceCount: "0" }, "deployment.instance_count", "min"],
  [{ instanceCount: "51" }, "deployment.instance_count", "max"],
  [{ instanceCount: "two" }, "deployment.instance_count", "wholeNumber"],
  [{ instanceCount: "" }, "deployment.instance_count", "wholeNumber"],
  [{ requestTimeoutMs: "300001" }, "deployment.request_settings.request_timeout_ms", "max"],
  [{ name: "b" }, "deployment.name", "name"],
  [{ scoringScript: "../score.py" }, "deployment.code_configuration.scoring_script", "scriptPath"],
  [
    { variables: [{ key: "2x", value: "1", isSecret: null, wasSet: false }] },
    "deployment.environment_variables.2x",
    "variableName",
  ],
  [
    { variables: [{ key: "API_KEY", value: "", isSecret: null, wasSet: true }] },
    "deployment.environment_variables.API_KEY",
    "secretMissing",
  ],
  [
    { variables: [{ key: "DB", value: "${DB}", isSecret: null, wasSet: false }] },
    "deployment.environment_variables.DB",
    "secretMissing",
  ],
])("%j is refused by name", (change, field, rule) => {
  const form = exampleForm()
  const problems = validateForm({ ...form, deployment: { ...form.deployment, ...change } }, "endpoint", "")
  expect(problems.map((one) => [one.field, one.rule])).toEqual([[field, rule]])
})

test("what a draft keeps has no secret in it, and says that one was set", () => {
  const kept = withoutSecrets(exampleForm())
  expect(JSON.stringify(kept)).not.toContain("hunter2")
  expect(kept.deployment.variables.find(({ key }) => key === "API_KEY")).toMatchObject({ value: "", wasSet: true })
  expect(kept.deployment.variables.find(({ key }) => key === "WORKER_COUNT")).toMatchObject({ value: "2" })
  expect(withoutSecrets(kept)).toEqual(kept)
})

test("variables that the form cannot read are in no draft, and neither is the text that they stand in", () => {
  const form = exampleForm()
  const extra = { environment_variables: { DB_PASSWORD: ["hunter3"] }, app_insights_enabled: true }
  const yamlText = "environment_variables: { DB_PASSWORD: [hunter3] }\n"
  const kept = withoutSecrets({ ...form, yamlText, deployment: { ...form.deployment, extra } })
  expect(JSON.stringify(kept)).not.toContain("hunter3")
  expect(kept.deployment.extra).toEqual({ app_insights_enabled: true })
})

test("what is shown has a placeholder for a secret", () => {
  expect(withPlaceholders(exampleForm()).deployment.variables.map(({ value }) => value)).toEqual(["2", "${API_KEY}"])
})

test("a draft of any shape opens: what does not fit is as if it had not been typed", () => {
  for (const payload of [{}, { endpoint: 3, deployment: null }, { deployment: { variables: "x", readiness: [] } }]) {
    expect(wizardForm.catch(blankForm()).parse(payload)).toEqual(blankForm())
  }
  const form = exampleForm()
  expect(wizardForm.parse(JSON.parse(JSON.stringify(form)))).toEqual(form)
})

test("every form has its steps, and every field is on one of them", () => {
  expect(stepsOf("endpoint", { hasDeployment: false })).toEqual(["basics", "access", "review"])
  expect(stepsOf("deployment", { hasDeployment: true })).toEqual([
    "model",
    "code",
    "compute",
    "runtime",
    "traffic",
    "review",
  ])
  expect(stepsOf("edit", { hasDeployment: true })).not.toContain("traffic")
  expect(stepOfField("deployment.readiness_probe.period")).toBe("runtime")
  expect(stepOfField("deployment.environment_variables.A")).toBe("code")
  expect(stepOfField("endpoint.tags")).toBe("basics")
})

test("a failure leads to the step where it can be mended", () => {
  expect(failureStep({ code: "environments.package_unknown", phase: "environment" })).toBe("code")
  expect(failureStep({ code: "OutOfMemory", phase: "init" })).toBe("compute")
  expect(failureStep({ code: "ReadinessProbeFailed", phase: "readiness" })).toBe("runtime")
  expect(failureStep({ code: "something_new", phase: "start" })).toBe("compute")
})
