import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { modelKind } from "./model-kind.ts"
import { parseAssetReference, parseTreeReference } from "./references.ts"
import type { TreeReference } from "./references.ts"
import { registerModel } from "./register-model.ts"
import { requireAsset } from "./require-asset.ts"
import { modelInput } from "./schema.ts"
import type { ModelInput } from "./schema.ts"

/** One exact version of a model, as a deployment's revision keeps it. */
export interface ResolvedModel extends TreeReference {
  readonly id: string
  readonly name: string
  readonly version: string
}

/**
 * What `model` in a deployment means: `azureml:NAME:VERSION`, `azureml:NAME@latest`, or a model written in place, which is
 * registered (under its own name, or as an anonymous one).
 *
 * @throws assets.reference_invalid, assets.not_found, and what `registerModel` throws.
 */
export async function resolveModel(
  ctx: Context,
  model: string | Omit<ModelInput, "id">,
  home: Home = homeAt(),
): Promise<ResolvedModel> {
  if (typeof model === "string") {
    const row = await requireAsset(ctx, modelKind, parseAssetReference(model, "model"))
    const { id, name, version, treeDigest, pathKind, pathName } = row
    return { id, name, version, treeDigest, pathKind, pathName }
  }
  const registered = await registerModel(ctx, { ...modelInput.parse(model), reusesNewest: true }, home)
  const { id, name, version, path } = registered.model
  return { id, name, version, ...parseTreeReference(path) }
}
