import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { canonicalJson } from "#lib/kernel/json.ts"
import { transaction } from "#lib/storage/index.ts"

import { draftErrors } from "./errors.ts"
import { draftNotFound, ownerOf } from "./owner.ts"
import { getDraftRow, updateDraft } from "./queries.ts"
import type { DraftRow } from "./queries.ts"
import { DRAFT_LIFE_MS } from "./schema.ts"
import type { DraftChange, DraftView } from "./schema.ts"
import { toDraftView } from "./view.ts"

interface PutOptions {
  /** The revision that the caller saw. */
  readonly ifMatch?: number | undefined
  /** The caller wants to write only what does not exist: never true of a draft, whose id comes from `createDraft`. */
  readonly createOnly?: boolean | undefined
}

function isSame(row: DraftRow, { title, payload, schema_version, step }: DraftChange): boolean {
  const isSamePlace = row.title === title && row.step === step && row.schemaVersion === schema_version
  return isSamePlace && canonicalJson(row.payload) === canonicalJson(payload)
}

/**
 * Writes a draft of the caller, whole. One that holds just that already is left as it is, whatever `ifMatch` says: so a
 * save that is repeated because its answer was lost is no conflict with itself.
 *
 * @throws drafts.not_found, drafts.conflict
 */
export async function putDraft(
  ctx: Context,
  id: string,
  change: DraftChange,
  { ifMatch, createOnly = false }: PutOptions = {},
): Promise<DraftView> {
  authorise(ctx, "endpoints/write")
  const owner = ownerOf(ctx)
  return await transaction(ctx.db, async (tx) => {
    const row = await getDraftRow(tx, owner, id, { lock: true })
    if (!row) throw draftNotFound(id)
    if (createOnly) {
      const message = `The draft exists, at revision ${row.revision}. Send If-Match: "${row.revision}" to change it.`
      throw new AppError(draftErrors.conflict, message, { target: "If-None-Match" })
    }
    if (isSame(row, change)) return toDraftView(row)
    if (ifMatch !== undefined && ifMatch !== row.revision) {
      throw new AppError(
        draftErrors.conflict,
        `The draft is at revision ${row.revision}, not ${ifMatch}: it was changed meanwhile, perhaps in another tab. Read it again and repeat.`,
        { target: "If-Match" },
      )
    }
    const changed = {
      ...row,
      title: change.title,
      payload: change.payload,
      schemaVersion: change.schema_version,
      step: change.step,
      revision: row.revision + 1,
      expiresAt: new Date(owner.now.getTime() + DRAFT_LIFE_MS),
      updatedAt: owner.now,
    }
    await updateDraft(tx, owner, changed)
    return toDraftView(changed)
  })
}
