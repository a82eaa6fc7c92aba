import type { Context } from "#lib/identity/index.ts"

import { setAssetArchived } from "./archive-asset.ts"
import { codeKind, viewCode } from "./code-kind.ts"
import type { CodeView } from "./schema.ts"

interface CodeVersion {
  readonly name: string
  readonly version: string
}

/** Takes a version out of lists and out of `@latest`; deployments that use it go on. @throws assets.not_found */
export async function archiveCode(ctx: Context, { name, version }: CodeVersion): Promise<CodeView> {
  return viewCode(await setAssetArchived(ctx, codeKind, { name, version, archived: true }))
}

/** Brings an archived version back. @throws assets.not_found */
export async function restoreCode(ctx: Context, { name, version }: CodeVersion): Promise<CodeView> {
  return viewCode(await setAssetArchived(ctx, codeKind, { name, version, archived: false }))
}
