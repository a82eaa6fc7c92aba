import { deploymentSpec } from "#lib/deployments/contract.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"

/** The stored state of a deployment of one script without a model. */
export function makeSpec(changes: Partial<DeploymentSpec> = {}): DeploymentSpec {
  return {
    ...deploymentSpec.parse({
      description: "",
      tags: {},
      properties: {},
      model: null,
      modelMountPath: "/var/azureml-app/azureml-models",
      code: {
        id: "cod_1",
        name: "code",
        version: "1",
        treeDigest: "c".repeat(64),
        pathName: "onlinescoring",
        scoringScript: "score.py",
      },
      environment: { id: "env_1", name: "env", version: "1", spec: { image: "any", conda_file: "name: any" } },
      environmentVariables: {},
      instanceType: "Standard_DS2_v2",
      instanceCount: 1,
      appInsightsEnabled: false,
      requestSettings: {},
      livenessProbe: {},
      readinessProbe: {},
      egress: true,
      warnings: [],
    }),
    ...changes,
  }
}
