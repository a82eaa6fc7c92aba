import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

import type { DeploymentSpec } from "./schema.ts"

/**
 * Hash of what decides how an instance runs. Two revisions with equal hashes can share instances: a change of count, tags
 * or probes replaces nothing.
 */
export function templateHash(spec: DeploymentSpec): string {
  const { model, modelMountPath, code, environment, environmentVariables, instanceType, requestSettings, egress } = spec
  return sha256Hex(
    canonicalJson({
      model: model && { ...model, id: undefined },
      modelMountPath,
      code: code && { treeDigest: code.treeDigest, pathName: code.pathName, scoringScript: code.scoringScript },
      environment: environment.spec,
      environmentVariables,
      instanceType,
      requestSettings,
      egress,
    }),
  )
}
