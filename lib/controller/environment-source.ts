import { stringify } from "yaml"

import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import type { EnvironmentSource } from "#lib/environments/index.ts"

/** What an environment is built from. A conda file that was given as a mapping is written out as the file it stands for. */
export function environmentSource({ environment }: DeploymentSpec): EnvironmentSource {
  const { image, conda_file: conda, build } = environment.spec
  const text = typeof conda === "string" ? conda : conda && stringify(conda)
  return {
    image: image ?? null,
    hasDockerfile: Boolean(build),
    dependencyFile: text ? { name: "conda.yml", text } : null,
    filesFolder: null,
  }
}
