import { execFileSync } from "node:child_process"

import { expect, test } from "vitest"
import { parse } from "yaml"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"
import { onlineEndpointInput } from "#lib/endpoints/contract.ts"

import { exampleForm } from "../form/testing/example-form.ts"
import { toDeploymentRequest, toEndpointRequest } from "../form/to-requests.ts"
import { toDocuments } from "./documents.ts"
import { toCli } from "./to-cli.ts"
import { toFiles } from "./to-files.ts"
import { toPython } from "./to-python.ts"
import { toCalls, toCurl } from "./to-rest.ts"
import { toYaml } from "./to-yaml.ts"

const place = { workspace: "default", mode: "endpoint", endpointName: "credit", files: "server" } as const
const documents = () => toDocuments(exampleForm(), place)

/** Runs generated Python with `put` and the environment replaced, and answers what it would send. */
function runPython(program: string): unknown {
  const calls = program.slice(program.indexOf("\nput("))
  const harness = `import json, os\nsent = []\ndef put(path, headers, body):\n    sent.append([path, headers, body])\n${calls}\nprint(json.dumps(sent))`
  return JSON.parse(
    execFileSync("python3", ["-c", harness], { env: { NODE_ENV: "test", API_KEY: "hunter2" } }).toString(),
  )
}

/** Runs generated shell with `curl` replaced by one that prints what it is given. */
function runShell(script: string): string {
  const env = { NODE_ENV: "test" as const, PATH: "/usr/local/bin:/usr/bin:/bin", API_KEY: "hunter2", CAUDAL_TOKEN: "t" }
  return execFileSync("sh", ["-c", `curl() { echo "$@" >&2; cat; }\n${script}`], { env, stdio: "pipe" }).toString()
}

test("the YAML is the request, key for key, except that secrets are placeholders", () => {
  const { endpoint, deployment } = documents()
  const form = exampleForm()
  const schema = { $schema: expect.stringContaining("schema.json") }
  expect(onlineEndpointInput.parse(parse(toYaml("endpoint", endpoint ?? {})))).toEqual({
    ...onlineEndpointInput.parse(toEndpointRequest(form.endpoint)),
    ...schema,
  })
  expect(onlineDeploymentInput.parse(parse(toYaml("deployment", deployment ?? {})))).toEqual({
    ...onlineDeploymentInput.parse(toDeploymentRequest(form.deployment, "credit")),
    ...schema,
    environment_variables: { WORKER_COUNT: "2", API_KEY: "${API_KEY}" },
  })
})

test("the commands use the files, and take secrets from the environment", () => {
  expect(toCli(documents())).toBe(`#!/bin/sh
set -eu
caudal online-endpoint create -f endpoint.yml -w default
caudal online-deployment create -f deployment.yml -w default --all-traffic \\
  --set "environment_variables.API_KEY=\${API_KEY:?}"
caudal online-endpoint show -n credit -w default
`)
})

test("curl sends exactly what the form sends, whatever characters are in it", () => {
  const form = exampleForm()
  const tricky = { ...form, deployment: { ...form.deployment, description: "a `b` $HOME \\n \"c\" 'd' ${X}" } }
  const sent = runShell(toCurl(toDocuments(tricky, place), "http://localhost:3000"))
  const bodies = sent.split(/(?<=\n\})\n(?=\{)/).map((text): unknown => JSON.parse(text))
  expect(bodies).toEqual([toEndpointRequest(tricky.endpoint), toDeploymentRequest(tricky.deployment, "credit")])
})

test("the Python program sends exactly what the form sends", () => {
  const form = exampleForm()
  const sent = runPython(toPython(documents(), "http://localhost:3000"))
  const calls = toCalls(documents())
  expect(sent).toEqual([
    [calls[0]?.path, calls[0]?.headers, toEndpointRequest(form.endpoint)],
    [calls[1]?.path, calls[1]?.headers, toDeploymentRequest(form.deployment, "credit")],
  ])
})

test("nothing that is shown or downloaded holds a secret", () => {
  const shown = [
    toCurl(documents(), "http://x"),
    toPython(documents(), "http://x"),
    ...Object.values(toFiles(exampleForm(), documents(), "server")),
  ]
  expect(shown.join("\n")).not.toContain("hunter2")
})

test("the download has what the documents name when files stand beside them", () => {
  const form = exampleForm()
  const written = {
    ...form,
    deployment: { ...form.deployment, codeSource: "write" as const, codeText: "def init():\n    pass\n" },
  }
  const local = toDocuments(written, { ...place, files: "local" })
  const files = toFiles(written, local, "local")
  expect(Object.keys(files)).toEqual(["endpoint.yml", "deployment.yml", "create.sh", "conda.yml", "code/score.py"])
  expect(parse(files["deployment.yml"] ?? "")).toMatchObject({
    code_configuration: { code: "./code/" },
    environment: { conda_file: "./conda.yml" },
  })
})

test("an update of a deployment leaves endpoint and traffic alone", () => {
  const update = toDocuments(exampleForm(), { ...place, mode: "edit" })
  expect(toCli(update)).toContain("online-deployment update -f deployment.yml")
  expect(toCalls(update)).toMatchObject([{ path: expect.stringMatching(/deployments\/blue$/) }])
})
