import { stringify } from "yaml"

import type { EnvironmentSource } from "#lib/environments/index.ts"

import type { DeploymentSpec } from "./schema.ts"

/** What an environment is built from. A conda file that was given as a mapping is written out as the file it stands for. */
export function environmentSource({ environment }: Pick<DeploymentSpec, "environment">): EnvironmentSource {
  const { image, conda_file: conda, build } = environment.spec
  const text = typeof conda === "string" ? conda : conda && stringify(conda)
  return {
    image: image ?? null,
    hasDockerfile: Boolean(build),
    dependencyFile: text ? { name: "conda.yml", text } : null,
  }
}
