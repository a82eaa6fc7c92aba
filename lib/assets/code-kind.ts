import { z } from "zod"

import { codes } from "#drizzle/schema/index.ts"

import { assetRow, viewAsset } from "./asset-kind.ts"
import type { AssetKind } from "./asset-kind.ts"
import { formatTreeReference } from "./references.ts"
import type { CodeView } from "./schema.ts"

const codeContent = z.object({ treeDigest: z.string(), pathName: z.string(), sizeBytes: z.number() })
export type CodeContent = z.infer<typeof codeContent>

const codeRow = assetRow.extend(codeContent.shape)
export type CodeRow = z.infer<typeof codeRow>

export const codeKind: AssetKind<CodeRow, CodeContent> = {
  noun: "code",
  idKind: "code",
  readAction: "codes/read",
  writeAction: "codes/write",
  table: codes,
  row: codeRow,
  contentOf: (row) => codeContent.parse(row),
  insert: async (tx, base, content) => {
    await tx.insert(codes).values({ ...base, ...content })
  },
}

/** A folder of code as the API answers it. */
export function viewCode(row: CodeRow): CodeView {
  const path = formatTreeReference({ ...row, pathKind: "folder" })
  return { ...viewAsset(row), path, size_bytes: row.sizeBytes }
}
