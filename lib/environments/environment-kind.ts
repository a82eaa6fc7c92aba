import { z } from "zod"

import { environments } from "#drizzle/schema/index.ts"
import { assetRow, viewAsset } from "#lib/assets/index.ts"
import type { AssetKind } from "#lib/assets/index.ts"

import { environmentSpec } from "./environment-input.ts"
import type { EnvironmentView } from "./environment-input.ts"

const environmentContent = z.object({
  spec: environmentSpec,
  /** The uploaded folder of `build`, so that it is kept while the environment is. */
  treeDigest: z.string().nullable(),
})
export type EnvironmentContent = z.infer<typeof environmentContent>

const environmentRow = assetRow.extend(environmentContent.shape)
export type EnvironmentRow = z.infer<typeof environmentRow>

/** Environments as versioned assets. */
export const environmentKind: AssetKind<EnvironmentRow, EnvironmentContent> = {
  noun: "environment",
  idKind: "environment",
  readAction: "environments/read",
  writeAction: "environments/write",
  table: environments,
  row: environmentRow,
  contentOf: (row) => environmentContent.parse(row),
  insert: async (tx, base, content) => {
    await tx.insert(environments).values({ ...base, ...content })
  },
}

/** An environment as the API answers it. */
export function viewEnvironment(row: EnvironmentRow): EnvironmentView {
  return { ...viewAsset(row), ...row.spec }
}
