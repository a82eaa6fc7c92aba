import { expect, test } from "vitest"

import { buildSpec } from "./build-spec.ts"
import { onlineDeploymentInput } from "./schema.ts"

const ASSETS = {
  model: null,
  code: null,
  environment: { id: "e1", name: "env", version: "1", spec: { os_type: "linux" as const } },
}

test("what is read and not acted on is said, and nothing is said to be kept that is not", () => {
  const input = onlineDeploymentInput.parse({
    name: "blue",
    endpoint_name: "diabetes",
    data_collector: { collections: {} },
    scale_setting: { type: "default" },
  })
  const spec = buildSpec(input, ASSETS)
  expect(spec.warnings).toEqual(["data_collector is ignored: no data is collected here."])
  expect(spec).not.toHaveProperty("data_collector")
})
