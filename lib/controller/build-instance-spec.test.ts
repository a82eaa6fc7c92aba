import { expect, test } from "vitest"

import { instanceSpecSchema } from "#lib/compute/index.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import { pythonRuntime } from "#lib/runtimes/index.ts"

import { buildInstanceSpec } from "./build-instance-spec.ts"
import { makeSpec } from "./testing/make-spec.ts"

const MODEL = { id: "mod_1", name: "diabetes", version: "3", treeDigest: "d".repeat(64) }

const build = (spec: DeploymentSpec, machine = { vcpu: 8, memoryMib: 64 * 1024 }) =>
  buildInstanceSpec({
    instanceId: "ins_1",
    revisionId: "rev_1",
    generation: 4,
    endpointName: "end",
    deploymentName: "blue",
    spec,
    environmentPath: "/home/envs/hash/venv",
    modelFolder: spec.model && "/home/trees/model",
    codeFolder: spec.code && "/home/trees/code",
    machine,
  })

test("a model from a folder keeps the folder's name below AZUREML_MODEL_DIR", () => {
  const { mounts, env } = build(makeSpec({ model: { ...MODEL, pathKind: "folder", pathName: "weights" } }))
  expect(env["AZUREML_MODEL_DIR"]).toBe("/var/azureml-app/azureml-models/diabetes/3")
  expect(mounts).toContainEqual({
    source: "/home/trees/model",
    target: "/var/azureml-app/azureml-models/diabetes/3/weights",
  })
})

test("a model from a file lies at the root of AZUREML_MODEL_DIR", () => {
  const { mounts } = build(makeSpec({ model: { ...MODEL, pathKind: "file", pathName: "model.joblib" } }))
  expect(mounts).toContainEqual({
    source: "/home/trees/model/model.joblib",
    target: "/var/azureml-app/azureml-models/diabetes/3/model.joblib",
  })
})

test("without a model there is neither a mount nor a variable of one", () => {
  const { mounts, env } = build(makeSpec())
  expect(env).not.toHaveProperty("AZUREML_MODEL_DIR")
  expect(mounts.map(({ target }) => target)).toEqual([
    pythonRuntime.packageMountPoint,
    "/var/azureml-app/onlinescoring",
  ])
})

test("it is what a driver takes: the environment's own Python, the script by its folder, the limits of its size", () => {
  const spec = build(makeSpec({ egress: false }))
  expect(instanceSpecSchema.parse(spec)).toEqual(spec)
  expect(spec).toMatchObject({
    instanceId: "ins_1",
    generation: 4,
    egress: false,
    memoryMib: 7 * 1024,
    cpus: 2,
    cwd: pythonRuntime.appRoot,
  })
  expect(spec.command[0]).toBe("/home/envs/hash/venv/bin/python")
  expect(spec.env["AZUREML_ENTRY_SCRIPT"]).toBe("onlinescoring/score.py")
})

test("a machine that has less than the size promises is the limit", () => {
  const spec = build(makeSpec({ instanceType: "Standard_DS5_v2" }), { vcpu: 2, memoryMib: 4096 })
  expect(spec).toMatchObject({ memoryMib: 4096, cpus: 2 })
})
