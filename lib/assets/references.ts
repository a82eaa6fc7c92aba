import { AppError } from "#lib/kernel/errors.ts"

import { assetErrors } from "./errors.ts"
import { ASSET_NAME_LENGTH_MAX, ASSET_VERSION_LENGTH_MAX } from "./limits.ts"
import { checkSegment } from "./path-rules.ts"

/** Where an asset's contents are: a tree, and how it stands in its mount. */
export interface TreeReference {
  readonly treeDigest: string
  /** `folder`: the tree's files stand in a folder `pathName`. `file`: the tree is one file called `pathName`. */
  readonly pathKind: "file" | "folder"
  readonly pathName: string
}

/** Which version of an asset is meant. */
export interface AssetReference {
  readonly name: string
  /** Null: the newest one that is not archived. */
  readonly version: string | null
}

const NAME = "[A-Za-z0-9][A-Za-z0-9._-]*"
const ASSET = new RegExp(`^azureml:(${NAME})(?::(${NAME})|(@latest))$`)
const TREE = /^caudal:\/\/trees\/([0-9a-f]{64})\/([^/]+)(\/?)$/

/** Reads `caudal://trees/<digest>/<folder>/` or `.../<file>`. @throws assets.path_invalid */
export function parseTreeReference(text: string, target = "path"): TreeReference {
  const [, digest, name, slash] = TREE.exec(text) ?? []
  const problem = name === undefined ? null : checkSegment(name)
  if (digest === undefined || name === undefined || problem) {
    const why = problem
      ? `the name in it ${problem}`
      : "it must look like caudal://trees/<sha-256>/<name>, with a slash at the end for a folder"
    throw new AppError(
      assetErrors.pathInvalid,
      `${target} cannot be used: ${why}. The CLI makes it from a local path.`,
      {
        target,
      },
    )
  }
  return { treeDigest: digest, pathKind: slash === "/" ? "folder" : "file", pathName: name }
}

/** The inverse of `parseTreeReference`. The name stands as it is: this is no URL that anybody decodes. */
export function formatTreeReference({ treeDigest, pathKind, pathName }: TreeReference): string {
  return `caudal://trees/${treeDigest}/${pathName}${pathKind === "folder" ? "/" : ""}`
}

/** Reads `azureml:NAME:VERSION` or `azureml:NAME@latest`. @throws assets.reference_invalid */
export function parseAssetReference(text: string, target: string): AssetReference {
  const [, name, version, latest] = ASSET.exec(text) ?? []
  const isTooLong = (name?.length ?? 0) > ASSET_NAME_LENGTH_MAX || (version?.length ?? 0) > ASSET_VERSION_LENGTH_MAX
  if (name === undefined || (version === undefined && latest === undefined) || isTooLong) {
    throw new AppError(
      assetErrors.referenceInvalid,
      `${target} "${text.slice(0, 200)}" is not a reference. Write azureml:NAME:VERSION or azureml:NAME@latest.`,
      { target },
    )
  }
  return { name, version: version ?? null }
}
