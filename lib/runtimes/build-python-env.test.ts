import { expect, test } from "vitest"

import { buildPythonEnv } from "./build-python-env.ts"

const input = {
  endpoint: "diabetes",
  deployment: "blue",
  instance: "blue-1",
  codeFolder: "code",
  scoringScript: "score.py",
  model: { name: "ridge", version: "2" },
  slots: 4,
  requestTimeoutMs: 5000,
  cpus: 4,
  userVariables: {},
}

test("an instance knows its script, its model and its limits by Azure's names and ours", () => {
  expect(buildPythonEnv(input)).toEqual({
    AML_APP_ROOT: "/var/azureml-app",
    AZUREML_ENTRY_SCRIPT: "code/score.py",
    AZUREML_MODEL_DIR: "/var/azureml-app/azureml-models/ridge/2",
    WORKER_COUNT: "1",
    PYTHONUNBUFFERED: "1",
    OMP_NUM_THREADS: "4",
    OPENBLAS_NUM_THREADS: "4",
    MKL_NUM_THREADS: "4",
    PYTHONPATH: "/opt/caudal/runtime",
    CAUDAL_SLOTS: "4",
    CAUDAL_REQUEST_TIMEOUT_MS: "5000",
    CAUDAL_LISTEN_FD: "3",
    CAUDAL_PHASE_FD: "4",
    CAUDAL_ENDPOINT: "diabetes",
    CAUDAL_DEPLOYMENT: "blue",
    CAUDAL_INSTANCE: "blue-1",
  })
})

test("the user's variables win, but none of them can change slots, limits or descriptors", () => {
  const env = buildPythonEnv({
    ...input,
    userVariables: {
      AZUREML_MODEL_DIR: "/elsewhere",
      OMP_NUM_THREADS: "1",
      SCORING_TIMEOUT_MS: "1000",
      PYTHONPATH: "/var/azureml-app/code/vendored",
      CAUDAL_SLOTS: "999",
      CAUDAL_LISTEN_FD: "0",
      CAUDAL_ANYTHING: "x",
    },
  })
  expect(env).toMatchObject({
    AZUREML_MODEL_DIR: "/elsewhere",
    OMP_NUM_THREADS: "1",
    SCORING_TIMEOUT_MS: "1000",
    PYTHONPATH: "/opt/caudal/runtime:/var/azureml-app/code/vendored",
    CAUDAL_SLOTS: "4",
    CAUDAL_LISTEN_FD: "3",
  })
  expect(env).not.toHaveProperty("CAUDAL_ANYTHING")
})

test.each([
  { cpus: 4, workers: "2", threads: "2" },
  { cpus: 2, workers: "8", threads: "1" },
  { cpus: 0.5, workers: "1", threads: "1" },
  { cpus: 4, workers: "many", threads: "4" },
])("$cpus vCPUs over WORKER_COUNT=$workers are $threads threads each", ({ cpus, workers, threads }) => {
  expect(buildPythonEnv({ ...input, cpus, userVariables: { WORKER_COUNT: workers } })["OMP_NUM_THREADS"]).toBe(threads)
})

test("a deployment that mounts its model elsewhere is told so", () => {
  const model = { name: "ridge", version: "2", mountPath: "/var/models" }
  expect(buildPythonEnv({ ...input, model })["AZUREML_MODEL_DIR"]).toBe("/var/models/ridge/2")
})

test("a deployment without a model has no model folder", () => {
  expect(buildPythonEnv({ ...input, model: null })).not.toHaveProperty("AZUREML_MODEL_DIR")
})
