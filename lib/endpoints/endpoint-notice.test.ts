import { expect, test } from "vitest"

import { endpointNotice } from "./endpoint-notice.ts"
import type { DeploymentSummary } from "./schema.ts"

const summary = (name: string, changes: Partial<DeploymentSummary> = {}): DeploymentSummary => ({
  name,
  provisioning_state: "Succeeded",
  health: "Healthy",
  percent: 0,
  ready_instances: 1,
  instance_count: 1,
  failure_code: null,
  ...changes,
})
const blue = summary("blue", { percent: 100 })

test("a failed update comes before a change under way, and both before traffic that is off", () => {
  const failed = summary("green", { provisioning_state: "Failed", failure_code: "OutOfMemory" })
  const changing = summary("red", { provisioning_state: "Creating" })
  expect(endpointNotice({ deployments: [failed, changing] })).toEqual({ kind: "updateFailed", names: ["green"] })
  expect(endpointNotice({ deployments: [changing] })).toEqual({ kind: "changing", names: ["red"] })
  expect(endpointNotice({ deployments: [summary("green")] })).toEqual({ kind: "trafficOff" })
  expect(endpointNotice({ deployments: [] })).toEqual({ kind: "empty" })
})

test("an endpoint that serves as wanted has no notice, whatever failed beside its traffic and never served", () => {
  const neverServed = summary("green", {
    provisioning_state: "Failed",
    failure_code: "StartFailed",
    ready_instances: 0,
  })
  expect(endpointNotice({ deployments: [blue, neverServed] })).toBeNull()
})
