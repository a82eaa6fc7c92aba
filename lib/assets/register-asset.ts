import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { newId } from "#lib/kernel/ids.ts"
import { canonicalJson } from "#lib/kernel/json.ts"
import { recordEvent } from "#lib/events/index.ts"
import { transaction } from "#lib/storage/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { AssetKind, AssetRow } from "./asset-kind.ts"
import { getAssetRow, getLargestVersion, getLatestAssetRow, updateAssetRow } from "./asset-queries.ts"
import { lockContents } from "./contents-lock.ts"
import { assetErrors } from "./errors.ts"

/** What a person says of a version; null and undefined leave it as it is. */
export interface AssetNotes {
  readonly description?: string | null | undefined
  readonly tags?: Record<string, string> | null | undefined
  readonly properties?: Record<string, string> | null | undefined
}

/** What the caller says about the state that the registration was meant for. */
export interface AssetPrecondition {
  /** Only if the version does not exist. */
  readonly createOnly?: boolean | undefined
  /** Only if it does. */
  readonly mustExist?: boolean | undefined
  /** Versions have no revisions, so none can match. */
  readonly ifMatch?: number | undefined
}

export interface AssetRegistration<Content> {
  readonly name: string
  /** Null: the next number. */
  readonly version: string | null
  readonly notes: AssetNotes
  /** Part of a deployment, registered without a person asking for it. */
  readonly isAnonymous: boolean
  /** Without a version, take the newest one if its contents are the same: applying one file twice changes nothing. */
  readonly reusesNewest?: boolean | undefined
  readonly precondition?: AssetPrecondition | undefined
  /** Looks the contents up, under the lock that keeps them from being collected. */
  readonly loadContent: (tx: Db) => Promise<Content>
}

export interface Registered<Row> {
  readonly row: Row
  readonly created: boolean
}

function changesOf(row: AssetRow, { description, tags, properties }: AssetNotes): AssetNotes | null {
  const wanted = {
    description: description ?? row.description,
    tags: tags ?? row.tags,
    properties: properties ?? row.properties,
  }
  const current = { description: row.description, tags: row.tags, properties: row.properties }
  return canonicalJson(wanted) === canonicalJson(current) ? null : wanted
}

async function requireWritten<Row>(found: Promise<Row | null>): Promise<Row> {
  const row = await found
  if (row === null) throw new Error("A row that was written in this transaction is gone.")
  return row
}

/** @throws assets.version_exists, assets.precondition_failed */
function requirePrecondition(
  noun: string,
  { label, exists }: { label: string; exists: boolean },
  { createOnly = false, mustExist = false, ifMatch }: AssetPrecondition = {},
): void {
  if (exists && createOnly) {
    const message = `The ${noun} "${label}" exists already. Give a new version, or leave version out to get the next number.`
    throw new AppError(assetErrors.versionExists, message, { target: "version" })
  }
  if (ifMatch === undefined && (exists || !mustExist)) return
  const message =
    ifMatch === undefined
      ? `The ${noun} "${label}" does not exist, and If-Match asks that it does.`
      : `If-Match must be *: versions of a ${noun} never change, so they have no ETag.`
  throw new AppError(assetErrors.preconditionFailed, message, { target: "If-Match" })
}

/** The same version again: notes may change, contents may not. @throws assets.version_exists */
async function registerAgain<Row extends AssetRow, Content>(
  ctx: Context,
  tx: Db,
  kind: AssetKind<Row, Content>,
  { row, content, notes }: { row: Row; content: Content; notes: AssetNotes },
): Promise<Row> {
  if (canonicalJson(kind.contentOf(row)) !== canonicalJson(content)) {
    throw new AppError(
      assetErrors.versionExists,
      `Version ${row.version} of the ${kind.noun} "${row.name}" exists with other contents, and a version never changes. Give a new version, or leave version out to get the next number.`,
      { target: "version" },
    )
  }
  const changes = changesOf(row, notes)
  if (!changes) return row
  const set = { ...changes, updatedAt: new Date(ctx.clock.nowMs()) }
  await updateAssetRow(tx, kind, row, {
    updatedAt: set.updatedAt,
    ...(set.description == null ? {} : { description: set.description }),
    ...(set.tags == null ? {} : { tags: set.tags }),
    ...(set.properties == null ? {} : { properties: set.properties }),
  })
  const { description, tags, properties } = row
  await recordEvent(ctx, tx, {
    action: `${kind.noun}.update`,
    targetType: kind.noun,
    targetId: row.id,
    targetName: `${row.name}:${row.version}`,
    result: "Succeeded",
    diff: { before: { description, tags, properties }, after: changes },
  })
  return await requireWritten(getAssetRow(tx, kind, row))
}

async function registerNew<Row extends AssetRow, Content>(
  ctx: Context,
  tx: Db,
  kind: AssetKind<Row, Content>,
  {
    name,
    version,
    content,
    notes,
    isAnonymous,
  }: Omit<AssetRegistration<Content>, "loadContent" | "version" | "reusesNewest" | "precondition"> & {
    version: string
    content: Content
  },
): Promise<Row> {
  const nowMs = ctx.clock.nowMs()
  const base: AssetRow = {
    id: newId(kind.idKind, nowMs),
    workspaceId: ctx.workspaceId,
    name,
    version,
    description: notes.description ?? "",
    tags: notes.tags ?? {},
    properties: notes.properties ?? {},
    isAnonymous,
    createdBy: ctx.caller.name,
    archivedAt: null,
    createdAt: new Date(nowMs),
    updatedAt: new Date(nowMs),
  }
  await kind.insert(tx, base, content)
  // An anonymous one is part of a deployment, whose own event says that it was made.
  if (!isAnonymous) {
    await recordEvent(ctx, tx, {
      action: `${kind.noun}.create`,
      targetType: kind.noun,
      targetId: base.id,
      targetName: `${name}:${version}`,
      result: "Succeeded",
    })
  }
  return await requireWritten(getAssetRow(tx, kind, base))
}

/** The newest version's number if its contents are `content`, else null. */
async function findNewestWith<Row extends AssetRow, Content>(
  tx: Db,
  kind: AssetKind<Row, Content>,
  { workspaceId, name, content }: { workspaceId: string; name: string; content: Content },
): Promise<string | null> {
  const newest = await getLatestAssetRow(tx, kind, { workspaceId, name })
  const isSame = newest !== null && canonicalJson(kind.contentOf(newest)) === canonicalJson(content)
  return isSame ? newest.version : null
}

/**
 * Registers one version of an asset. The same contents under the same version again change nothing but the notes; without
 * a version the next whole number is dealt, under a lock, so that no two callers get one number.
 *
 * @throws assets.version_exists, assets.precondition_failed, and what `loadContent` throws.
 */
export async function registerAsset<Row extends AssetRow, Content>(
  ctx: Context,
  kind: AssetKind<Row, Content>,
  { loadContent, precondition, ...registration }: AssetRegistration<Content>,
): Promise<Registered<Row>> {
  authorise(ctx, kind.writeAction)
  const { workspaceId } = ctx
  const { name, notes } = registration
  return await transaction(ctx.db, async (tx) => {
    await lockContents(tx)
    const content = await loadContent(tx)
    const version =
      registration.version ??
      (registration.reusesNewest ? await findNewestWith(tx, kind, { workspaceId, name, content }) : null) ??
      String((await getLargestVersion(tx, kind, { workspaceId, name })) + 1)
    const row = await getAssetRow(tx, kind, { workspaceId, name, version })
    requirePrecondition(kind.noun, { label: `${name}:${version}`, exists: row !== null }, precondition)
    if (row) return { row: await registerAgain(ctx, tx, kind, { row, content, notes }), created: false }
    return { row: await registerNew(ctx, tx, kind, { ...registration, version, content }), created: true }
  })
}
