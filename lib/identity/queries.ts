import { and, asc, eq, gt, isNotNull, isNull, lt, or, sql } from "drizzle-orm"

import { gateways, hosts, installation, memberships, tokens, users, workspaces } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

export type UserRow = typeof users.$inferSelect
export type WorkspaceRow = typeof workspaces.$inferSelect
export type TokenRow = typeof tokens.$inferSelect
type InstallationRow = typeof installation.$inferSelect

const INSTALLATION = 1

/** The installation's one row, or null before the first start. `lock` keeps it until the transaction ends. */
export async function getInstallation(db: Db, { lock = false } = {}): Promise<InstallationRow | null> {
  const query = db.select().from(installation).where(eq(installation.id, INSTALLATION))
  const [row] = await (lock ? query.for("update") : query)
  return row ?? null
}

/** Writes the installation's row unless there is one. */
export async function insertInstallation(db: Db, row: { installationId: string; canary: string }): Promise<void> {
  await db
    .insert(installation)
    .values({ id: INSTALLATION, ...row })
    .onConflictDoNothing()
}

export async function setSetupToken(db: Db, setup: { digest: string; expiresAt: Date } | null): Promise<void> {
  await db
    .update(installation)
    .set({ setupDigest: setup?.digest ?? null, setupExpiresAt: setup?.expiresAt ?? null })
    .where(eq(installation.id, INSTALLATION))
}

/** Whether any person could sign in with a password. */
export async function hasPersonWithPassword(db: Db): Promise<boolean> {
  const rows = await db.select({ id: users.id }).from(users).where(isNotNull(users.passwordHash)).limit(1)
  return rows.length > 0
}

export async function getUserByEmail(db: Db, email: string): Promise<UserRow | null> {
  const [row] = await db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()))
  return row ?? null
}

/** A person who may still sign in. */
export async function getUser(db: Db, id: string): Promise<UserRow | null> {
  const [row] = await db
    .select()
    .from(users)
    .where(and(eq(users.id, id), isNull(users.disabledAt)))
  return row ?? null
}

/** Changes a person's name and merges `preferences` into the stored ones, in one statement: two tabs may do so at once. */
export async function updateUser(
  db: Db,
  id: string,
  { name, preferences, now }: { name?: string | undefined; preferences: object; now: Date },
): Promise<void> {
  const stored = sql`case when jsonb_typeof(${users.preferences}) = 'object' then ${users.preferences} else '{}'::jsonb end`
  await db
    .update(users)
    .set({
      ...(name === undefined ? {} : { name }),
      preferences: sql`${stored} || ${JSON.stringify(preferences)}::jsonb`,
      updatedAt: now,
    })
    .where(eq(users.id, id))
}

export async function setPasswordHash(
  db: Db,
  id: string,
  { passwordHash, now }: { passwordHash: string; now: Date },
): Promise<void> {
  await db.update(users).set({ passwordHash, updatedAt: now }).where(eq(users.id, id))
}

export async function insertUser(db: Db, row: typeof users.$inferInsert): Promise<void> {
  await db.insert(users).values(row)
}

export async function insertWorkspace(db: Db, row: { id: string; name: string; description: string }): Promise<void> {
  await db.insert(workspaces).values(row)
}

export async function getWorkspaceByName(db: Db, name: string): Promise<WorkspaceRow | null> {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(eq(sql`lower(${workspaces.name})`, name.toLowerCase()))
  return row ?? null
}

/** A workspace by name with the role that the person has in it; role null when not a member. */
export async function getWorkspaceForUser(
  db: Db,
  { userId, name }: { userId: string; name: string },
): Promise<{ workspace: WorkspaceRow; role: string | null } | null> {
  const [row] = await db
    .select({ workspace: workspaces, role: memberships.role })
    .from(workspaces)
    .leftJoin(memberships, and(eq(memberships.workspaceId, workspaces.id), eq(memberships.userId, userId)))
    .where(eq(sql`lower(${workspaces.name})`, name.toLowerCase()))
  return row ?? null
}

/** A page of the workspaces that a person may see, by name; `isOwner` sees all, `workspaceId` narrows to one. */
export async function listWorkspaceRows(
  db: Db,
  filter: { userId: string; isOwner: boolean; workspaceId: string | null; limit: number; after?: string | undefined },
): Promise<{ workspace: WorkspaceRow; role: string | null }[]> {
  return await db
    .select({ workspace: workspaces, role: memberships.role })
    .from(workspaces)
    .leftJoin(memberships, and(eq(memberships.workspaceId, workspaces.id), eq(memberships.userId, filter.userId)))
    .where(
      and(
        filter.isOwner ? undefined : isNotNull(memberships.role),
        filter.workspaceId === null ? undefined : eq(workspaces.id, filter.workspaceId),
        filter.after === undefined ? undefined : gt(sql`lower(${workspaces.name})`, filter.after),
      ),
    )
    .orderBy(asc(sql`lower(${workspaces.name})`))
    .limit(filter.limit)
}

/** The ids of the workspaces that a person may enter: an owner all; `workspaceId` narrows to one. */
export async function listWorkspaceIds(
  db: Db,
  { userId, isOwner, workspaceId }: { userId: string; isOwner: boolean; workspaceId: string | null },
): Promise<string[]> {
  const isMember = sql`exists (
    select 1 from ${memberships} where ${memberships.workspaceId} = ${workspaces.id} and ${memberships.userId} = ${userId}
  )`
  const rows = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(isOwner ? undefined : isMember, workspaceId === null ? undefined : eq(workspaces.id, workspaceId)))
  return rows.map(({ id }) => id)
}

/** A person's role in the workspace, kept as it is until the transaction ends; null for no member. */
export async function lockMembership(db: Db, workspaceId: string, userId: string): Promise<{ role: string } | null> {
  const [row] = await db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)))
    .for("update")
  return row ?? null
}

export async function upsertMembership(
  db: Db,
  row: { workspaceId: string; userId: string; role: string },
): Promise<void> {
  await db
    .insert(memberships)
    .values(row)
    .onConflictDoUpdate({ target: [memberships.workspaceId, memberships.userId], set: { role: row.role } })
}

/** Ends a membership. Answers the role that it gave, or null if there was none. */
export async function deleteMembership(db: Db, workspaceId: string, userId: string): Promise<{ role: string } | null> {
  const [row] = await db
    .delete(memberships)
    .where(and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, userId)))
    .returning({ role: memberships.role })
  return row ?? null
}

export async function listMemberRows(
  db: Db,
  { workspaceId, limit, after }: { workspaceId: string; limit: number; after?: string | undefined },
): Promise<{ email: string; name: string; role: string }[]> {
  return await db
    .select({ email: users.email, name: users.name, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.workspaceId, workspaceId),
        after === undefined ? undefined : gt(sql`lower(${users.email})`, after),
      ),
    )
    .orderBy(asc(sql`lower(${users.email})`))
    .limit(limit)
}

export async function insertToken(db: Db, row: typeof tokens.$inferInsert): Promise<void> {
  await db.insert(tokens).values(row)
}

const usable = (now: Date) => and(isNull(tokens.revokedAt), or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now)))

/** A token that is neither revoked nor expired, with its owner, by the digest of its text. */
export async function getTokenByDigest(
  db: Db,
  digest: string,
  now: Date,
): Promise<{ token: TokenRow; user: UserRow } | null> {
  const [row] = await db
    .select({ token: tokens, user: users })
    .from(tokens)
    .innerJoin(users, eq(users.id, tokens.userId))
    .where(and(eq(tokens.digest, digest), usable(now), isNull(users.disabledAt)))
  return row ?? null
}

/** Notes that a token was used unless that was noted after `unlessSince`. */
export async function touchToken(
  db: Db,
  { id, now, unlessSince }: { id: string; now: Date; unlessSince: Date },
): Promise<void> {
  await db
    .update(tokens)
    .set({ lastUsedAt: now })
    .where(and(eq(tokens.id, id), or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, unlessSince))))
}

/** A person's usable tokens with the name of the workspace that each is limited to, oldest first. */
export async function listTokenRows(
  db: Db,
  { userId, now, limit, after }: { userId: string; now: Date; limit: number; after?: string | undefined },
): Promise<{ token: TokenRow; workspace: string | null }[]> {
  return await db
    .select({ token: tokens, workspace: workspaces.name })
    .from(tokens)
    .leftJoin(workspaces, eq(workspaces.id, tokens.workspaceId))
    .where(and(eq(tokens.userId, userId), usable(now), after === undefined ? undefined : gt(tokens.id, after)))
    .orderBy(asc(tokens.id))
    .limit(limit)
}

export async function countTokens(db: Db, userId: string, now: Date): Promise<number> {
  return await db.$count(tokens, and(eq(tokens.userId, userId), usable(now)))
}

/** Revokes a person's token. Answers what it was, or null if there was no usable one. */
export async function revokeTokenRow(
  db: Db,
  { userId, id, now }: { userId: string; id: string; now: Date },
): Promise<{ name: string; workspaceId: string | null } | null> {
  const [row] = await db
    .update(tokens)
    .set({ revokedAt: now })
    .where(and(eq(tokens.userId, userId), eq(tokens.id, id), usable(now)))
    .returning({ name: tokens.name, workspaceId: tokens.workspaceId })
  return row ?? null
}

/** When the newest controller and gateway last gave a sign of life, by the database's clock: milliseconds ago, or null. */
export async function getHeartbeatAges(db: Db): Promise<{ controllerMs: number | null; gatewayMs: number | null }> {
  const age = (at: typeof hosts.heartbeatAt | typeof gateways.heartbeatAt) =>
    sql<number | null>`(extract(epoch from now() - max(${at})) * 1000)::float8`
  const [controller] = await db.select({ ms: age(hosts.heartbeatAt) }).from(hosts)
  const [gateway] = await db.select({ ms: age(gateways.heartbeatAt) }).from(gateways)
  return { controllerMs: controller?.ms ?? null, gatewayMs: gateway?.ms ?? null }
}
