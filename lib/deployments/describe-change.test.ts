import { expect, test } from "vitest"

import { describeChange } from "./describe-change.ts"
import { deploymentSpec } from "./schema.ts"

const spec = (environmentVariables: Record<string, string>) =>
  deploymentSpec.parse({
    description: "",
    tags: {},
    properties: {},
    model: null,
    modelMountPath: "/models",
    code: null,
    environment: {
      id: "env_1",
      name: "env",
      version: "1",
      spec: { image: "any", conda_file: "https://me:secret@host" },
    },
    environmentVariables,
    instanceType: "Standard_DS2_v2",
    instanceCount: 1,
    appInsightsEnabled: false,
    requestSettings: {},
    livenessProbe: {},
    readinessProbe: {},
    egress: true,
    warnings: [],
  })

test("an event names the variables that changed and shows no value of any, nor what the environment says", () => {
  const change = describeChange(
    spec({ KEPT: "secret-1", GONE: "secret-2", MOVED: "secret-3" }),
    spec({ KEPT: "secret-1", MOVED: "secret-4", NEW: "secret-5" }),
  )
  expect(JSON.stringify(change)).not.toContain("secret")
  expect(change).toMatchObject({ changed: true, changedVariables: ["GONE", "MOVED", "NEW"] })
  expect(change.after).toMatchObject({
    environment: { id: "env_1", version: "1" },
    environmentVariables: { KEPT: "****", MOVED: "****", NEW: "****" },
  })
})

test("a change that changes nothing says so", () => {
  expect(describeChange(spec({ A: "1" }), spec({ A: "1" }))).toMatchObject({ changed: false, changedVariables: [] })
})
