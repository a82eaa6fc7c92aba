import { expect, test } from "vitest"

import type { InstanceSpec } from "../schema.ts"
import { planPlainRoot } from "./plain-root.ts"

const SPEC: InstanceSpec = {
  instanceId: "ins_1",
  endpointName: "e",
  deploymentName: "d",
  revisionId: "r",
  generation: 1,
  command: ["/envs/1/bin/python", "-m", "caudal_runtime", "/models/m/1/x.pkl"],
  env: {
    AML_APP_ROOT: "/var/azureml-app",
    AZUREML_MODEL_DIR: "/models/m/1",
    AZUREML_ENTRY_SCRIPT: "code/score.py",
    PYTHONPATH: "/opt/caudal/runtime:/envs/1/lib",
    URL: "https://example.org/models/m/1",
  },
  mounts: [
    { source: "/trees/code", target: "/var/azureml-app/code" },
    { source: "/trees/model", target: "/models/m/1" },
    { source: "/checkout/runtime", target: "/opt/caudal/runtime" },
    { source: "/envs/1", target: "/envs/1" },
  ],
  memoryMib: null,
  cpus: null,
  egress: true,
  cwd: "/var/azureml-app",
}

test("paths of the sandbox lead to the instance's own folder; others and relative ones stay", () => {
  const { spec } = planPlainRoot(SPEC, "/i/root")
  expect(spec.command).toEqual(["/envs/1/bin/python", "-m", "caudal_runtime", "/i/root/models/m/1/x.pkl"])
  expect(spec.cwd).toBe("/i/root/var/azureml-app")
  expect(spec.env).toMatchObject({
    AML_APP_ROOT: "/i/root/var/azureml-app",
    AZUREML_MODEL_DIR: "/i/root/models/m/1",
    AZUREML_ENTRY_SCRIPT: "code/score.py",
    PYTHONPATH: "/i/root/opt/caudal/runtime:/envs/1/lib",
    URL: "https://example.org/models/m/1",
    HOME: "/i/root/home",
  })
})

test("what is mounted under its own path needs no link", () => {
  expect(planPlainRoot(SPEC, "/i/root").links).toEqual([
    { source: "/trees/code", target: "/i/root/var/azureml-app/code" },
    { source: "/trees/model", target: "/i/root/models/m/1" },
    { source: "/checkout/runtime", target: "/i/root/opt/caudal/runtime" },
  ])
})
