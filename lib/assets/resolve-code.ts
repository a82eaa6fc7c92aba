import type { Context } from "#lib/identity/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { codeKind } from "./code-kind.ts"
import { parseAssetReference } from "./references.ts"
import { registerCode } from "./register-code.ts"
import { requireAsset } from "./require-asset.ts"

/** One exact version of a folder of code, as a deployment's revision keeps it. */
export interface ResolvedCode {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly treeDigest: string
  /** Name of the folder, under which it is mounted. */
  readonly pathName: string
}

/**
 * What `code_configuration.code` means: a registered version, or an uploaded folder, which is registered as an anonymous
 * one.
 *
 * @throws assets.reference_invalid, assets.not_found, and what `registerCode` throws.
 */
export async function resolveCode(ctx: Context, code: string, home: Home = homeAt()): Promise<ResolvedCode> {
  const reference = code.startsWith("caudal:")
    ? { version: "1", name: (await registerCode(ctx, { path: code }, home)).code.name }
    : parseAssetReference(code, "code_configuration.code")
  const { id, name, version, treeDigest, pathName } = await requireAsset(ctx, codeKind, reference)
  return { id, name, version, treeDigest, pathName }
}
