import { parseTreeReference, registerAsset, requireTree } from "#lib/assets/index.ts"
import type { AssetPrecondition } from "#lib/assets/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"
import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

import { ANONYMOUS_ENVIRONMENT } from "./environment-input.ts"
import type { EnvironmentDefinition, EnvironmentView } from "./environment-input.ts"
import { environmentKind, viewEnvironment } from "./environment-kind.ts"
import { toEnvironmentSpec } from "./to-environment-spec.ts"

/** Digits of the hash that is an anonymous environment's version. */
const HASH_CHARS = 32

/**
 * Registers a version of an environment. Without a name it is anonymous: part of a deployment, its version a hash of what
 * it says. `reusesNewest` with a name and no version: the newest version if it says the same.
 *
 * @throws environments.conda_file_invalid, assets.version_exists, assets.tree_not_found
 */
export async function registerEnvironment(
  ctx: Context,
  {
    reusesNewest,
    precondition,
    ...input
  }: EnvironmentDefinition & { reusesNewest?: boolean; precondition?: AssetPrecondition },
  home: Home = homeAt(),
): Promise<{ environment: EnvironmentView; created: boolean }> {
  const spec = toEnvironmentSpec(input)
  const reference = spec.build ? parseTreeReference(spec.build.path, "build.path") : null
  const name = input.name ?? ANONYMOUS_ENVIRONMENT
  const isAnonymous = name === ANONYMOUS_ENVIRONMENT
  const hash = sha256Hex(canonicalJson(spec)).slice(0, HASH_CHARS)
  const { row, created } = await registerAsset(ctx, environmentKind, {
    name,
    version: input.version ?? (isAnonymous ? hash : null),
    notes: input,
    isAnonymous,
    reusesNewest,
    precondition,
    loadContent: async (tx) => {
      if (reference) await requireTree(ctx, tx, { reference, home })
      return { spec, treeDigest: reference?.treeDigest ?? null }
    },
  })
  return { environment: viewEnvironment(row), created }
}
