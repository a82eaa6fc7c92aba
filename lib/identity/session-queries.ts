import { and, desc, eq, gt, isNull, lt } from "drizzle-orm"

import { sessions, users } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { UserRow } from "./queries.ts"

type SessionRow = typeof sessions.$inferSelect

export async function insertSession(db: Db, row: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(row)
}

const live = (now: Date) => and(isNull(sessions.endedAt), gt(sessions.expiresAt, now))

/** A session that has neither ended nor expired, with its owner. */
export async function getLiveSession(
  db: Db,
  id: string,
  now: Date,
): Promise<{ session: SessionRow; user: UserRow } | null> {
  const [row] = await db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), live(now), isNull(users.disabledAt)))
  return row ?? null
}

/** A page of a person's live sessions, the newest first. */
export async function listSessionRows(
  db: Db,
  { userId, now, limit, before }: { userId: string; now: Date; limit: number; before?: string | undefined },
): Promise<SessionRow[]> {
  return await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), live(now), before === undefined ? undefined : lt(sessions.id, before)))
    .orderBy(desc(sessions.id))
    .limit(limit)
}

/** Notes that a session was used unless that was noted after `unlessSince`. */
export async function touchSession(
  db: Db,
  { id, now, unlessSince }: { id: string; now: Date; unlessSince: Date },
): Promise<void> {
  await db
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, id), live(now), lt(sessions.lastSeenAt, unlessSince)))
}

/** Ends a live session, with `userId` only one of that person. Answers whether there was one. */
export async function endSessionRow(
  db: Db,
  { id, userId, now }: { id: string; userId?: string | undefined; now: Date },
): Promise<boolean> {
  const rows = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.id, id), live(now), userId === undefined ? undefined : eq(sessions.userId, userId)))
    .returning({ id: sessions.id })
  return rows.length > 0
}

/** Ends all live sessions of a person. Answers how many there were. */
export async function endSessionsOf(db: Db, userId: string, now: Date): Promise<number> {
  const rows = await db
    .update(sessions)
    .set({ endedAt: now })
    .where(and(eq(sessions.userId, userId), live(now)))
    .returning({ id: sessions.id })
  return rows.length
}
