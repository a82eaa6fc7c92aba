import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { anonymousName } from "./anonymous-name.ts"
import { codeKind, viewCode } from "./code-kind.ts"
import { assetErrors } from "./errors.ts"
import { parseTreeReference } from "./references.ts"
import { registerAsset } from "./register-asset.ts"
import type { AssetPrecondition } from "./register-asset.ts"
import { requireTree } from "./require-tree.ts"
import type { CodeInput, CodeView } from "./schema.ts"

/**
 * Registers a version of a folder of code. Without a name it is anonymous: part of a deployment, named after its contents,
 * version 1.
 *
 * @throws assets.version_exists, assets.tree_not_found, assets.path_invalid
 */
export async function registerCode(
  ctx: Context,
  { precondition, ...input }: CodeInput & { precondition?: AssetPrecondition },
  home: Home = homeAt(),
): Promise<{ code: CodeView; created: boolean }> {
  const reference = parseTreeReference(input.path)
  if (reference.pathKind === "file") {
    const message =
      "Code must be a folder: upload the folder that the scoring script is in, and end the path with a slash."
    throw new AppError(assetErrors.pathInvalid, message, { target: "path" })
  }
  const fixed = { treeDigest: reference.treeDigest, pathName: reference.pathName }
  const isAnonymous = input.name === undefined
  const { row, created } = await registerAsset(ctx, codeKind, {
    name: input.name ?? anonymousName({ code: fixed }),
    version: isAnonymous ? "1" : (input.version ?? null),
    notes: input,
    isAnonymous,
    precondition,
    loadContent: async (tx) => ({ ...fixed, ...(await requireTree(ctx, tx, { reference, home })) }),
  })
  return { code: viewCode(row), created }
}
