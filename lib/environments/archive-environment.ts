import { setAssetArchived } from "#lib/assets/index.ts"
import type { Context } from "#lib/identity/index.ts"

import type { EnvironmentView } from "./environment-input.ts"
import { environmentKind, viewEnvironment } from "./environment-kind.ts"

interface EnvironmentVersion {
  readonly name: string
  readonly version: string
}

/** Takes a version out of lists and out of `@latest`; deployments that use it go on. @throws assets.not_found */
export async function archiveEnvironment(
  ctx: Context,
  { name, version }: EnvironmentVersion,
): Promise<EnvironmentView> {
  return viewEnvironment(await setAssetArchived(ctx, environmentKind, { name, version, archived: true }))
}

/** Brings an archived version back. @throws assets.not_found */
export async function restoreEnvironment(
  ctx: Context,
  { name, version }: EnvironmentVersion,
): Promise<EnvironmentView> {
  return viewEnvironment(await setAssetArchived(ctx, environmentKind, { name, version, archived: false }))
}
