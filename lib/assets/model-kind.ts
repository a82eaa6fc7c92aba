import { z } from "zod"

import { models } from "#drizzle/schema/index.ts"

import { assetRow, viewAsset } from "./asset-kind.ts"
import type { AssetKind } from "./asset-kind.ts"
import { formatTreeReference } from "./references.ts"
import { MODEL_TYPES } from "./schema.ts"
import type { ModelView } from "./schema.ts"

const modelContent = z.object({
  type: z.enum(MODEL_TYPES),
  flavors: z.record(z.string(), z.unknown()),
  treeDigest: z.string(),
  pathKind: z.enum(["file", "folder"]),
  pathName: z.string(),
  sizeBytes: z.number(),
})
export type ModelContent = z.infer<typeof modelContent>

const modelRow = assetRow.extend(modelContent.shape)
export type ModelRow = z.infer<typeof modelRow>

export const modelKind: AssetKind<ModelRow, ModelContent> = {
  noun: "model",
  idKind: "model",
  readAction: "models/read",
  writeAction: "models/write",
  table: models,
  row: modelRow,
  contentOf: (row) => modelContent.parse(row),
  insert: async (tx, base, content) => {
    await tx.insert(models).values({ ...base, ...content })
  },
}

/** A model as the API answers it. */
export function viewModel(row: ModelRow): ModelView {
  const { type, flavors, sizeBytes } = row
  return { ...viewAsset(row), path: formatTreeReference(row), type, flavors, size_bytes: sizeBytes }
}
