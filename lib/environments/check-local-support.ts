import { AppError } from "#lib/kernel/errors.ts"

import { environmentErrors } from "./errors.ts"
import type { DependencyFile } from "./read-dependencies.ts"

/** What an environment is made from. */
export interface EnvironmentSource {
  readonly image: string | null
  /** True for an environment with `build:`, that is, a Dockerfile. */
  readonly hasDockerfile: boolean
  readonly dependencyFile: DependencyFile | null
}

/**
 * Whether local compute can build this. Pure.
 *
 * @returns warnings about what is left out.
 * @throws AppError `environments.compute_unsupported` for an image or a Dockerfile alone.
 */
export function checkLocalSupport(source: EnvironmentSource): string[] {
  if (source.dependencyFile) {
    return source.image === null
      ? []
      : [
          `The image ${source.image} is recorded and not used on local compute: the conda file alone makes the environment.`,
        ]
  }
  if (source.hasDockerfile) {
    throw new AppError(
      environmentErrors.computeUnsupported,
      "The environment is built from a Dockerfile (`build`), which local compute cannot run. Give it a `conda_file`.",
      { target: "environment.build" },
    )
  }
  if (source.image !== null) {
    throw new AppError(
      environmentErrors.computeUnsupported,
      `The environment is the image \`${source.image}\` alone, which local compute cannot run. Add a \`conda_file\` that lists ` +
        "its packages.",
      { target: "environment.image" },
    )
  }
  return []
}
