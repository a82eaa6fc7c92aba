import { expect, test } from "vitest"

import { buildSpec } from "./build-spec.ts"
import { onlineDeploymentInput, onlineDeploymentView } from "./schema.ts"
import { toDeploymentInput } from "./to-deployment-input.ts"

const PROBE = { initial_delay: 7, period: 3, timeout: 4, success_threshold: 2, failure_threshold: 5 }
const VIEW = onlineDeploymentView.parse({
  id: "dep_1",
  name: "blue",
  endpoint_name: "sales",
  type: "managed",
  description: "The one that works",
  tags: { team: "a" },
  properties: { p: "1" },
  model: "azureml:m:1",
  model_mount_path: "/var/model",
  code_configuration: { code: "azureml:c:2", scoring_script: "score.py" },
  environment: "azureml:e:3",
  environment_variables: { WORKERS: "2" },
  instance_type: "Standard_F2s_v2",
  instance_count: 3,
  app_insights_enabled: true,
  scale_settings: { type: "default" },
  request_settings: { request_timeout_ms: 1, max_concurrent_requests_per_instance: 2, max_queue_wait_ms: 3 },
  liveness_probe: PROBE,
  readiness_probe: { ...PROBE, period: 9 },
  egress_public_network_access: "disabled",
  provisioning_state: "Failed",
  health: "Unhealthy",
  generation: 2,
  serving_generation: 1,
  failed_generation: 2,
  failure: null,
  conditions: [],
  warnings: ["w"],
  instances: [],
  revision: 8,
  created_by: "ana",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
})

/** What the API makes of a definition, with the assets left as they are named. */
function specOf(definition: unknown) {
  const input = onlineDeploymentInput.parse(definition)
  const asset = { id: "i", name: "n", version: "1", treeDigest: "d", pathName: "p" }
  const environment = { id: "i", name: "n", version: "1", spec: { os_type: "linux" as const } }
  const spec = buildSpec(input, { model: { ...asset, pathKind: "file" }, code: asset, environment })
  return { spec, references: [input.model, input.code_configuration, input.environment] }
}

test("a definition that is sent back is taken and changes nothing", () => {
  const definition = toDeploymentInput(VIEW)
  // The API takes a whole view too and drops what it observed; nothing that counts may be missing from the definition.
  expect(specOf(definition)).toEqual(specOf(VIEW))
})

test("a definition holds nothing that was observed", () => {
  const definition = toDeploymentInput(VIEW)
  for (const key of ["id", "instances", "failure", "revision", "warnings", "generation"])
    expect(definition).not.toHaveProperty(key)
})

test("a changed count is the only change", () => {
  const { spec } = specOf({ ...toDeploymentInput(VIEW), instance_count: 7 })
  expect(spec).toEqual({ ...specOf(VIEW).spec, instanceCount: 7 })
})
