import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { anonymousName } from "./anonymous-name.ts"
import { modelKind, viewModel } from "./model-kind.ts"
import { parseTreeReference } from "./references.ts"
import { registerAsset } from "./register-asset.ts"
import type { AssetPrecondition } from "./register-asset.ts"
import { requireTree } from "./require-tree.ts"
import type { ModelInput, ModelView } from "./schema.ts"

/**
 * Registers a version of a model from an uploaded tree. Without a name it is anonymous: part of a deployment, named after
 * its contents, version 1. `reusesNewest` with a name and no version: the newest version if it has these contents.
 *
 * @throws assets.version_exists, assets.tree_not_found, assets.path_invalid
 */
export async function registerModel(
  ctx: Context,
  { reusesNewest, precondition, ...input }: ModelInput & { reusesNewest?: boolean; precondition?: AssetPrecondition },
  home: Home = homeAt(),
): Promise<{ model: ModelView; created: boolean }> {
  const reference = parseTreeReference(input.path)
  const fixed = { ...reference, type: input.type, flavors: input.flavors ?? {} }
  const isAnonymous = input.name === undefined
  const { row, created } = await registerAsset(ctx, modelKind, {
    name: input.name ?? anonymousName({ model: fixed }),
    version: isAnonymous ? "1" : (input.version ?? null),
    notes: input,
    isAnonymous,
    reusesNewest,
    precondition,
    loadContent: async (tx) => ({ ...fixed, ...(await requireTree(ctx, tx, { reference, home })) }),
  })
  return { model: viewModel(row), created }
}
