import { and, desc, eq, lt, ne, or, sql } from "drizzle-orm"

import { endpointOf, events, operations, trafficRevisions } from "#drizzle/schema/index.ts"
import type { Db } from "#lib/storage/index.ts"

import type { ActivityQuery } from "./activity-schema.ts"

const outcome = sql<string>`coalesce(${operations.status}, ${events.result})`

/** The newest revision of that moment: a change of traffic writes its revision, then its event, and locks the endpoint. */
const trafficRevision = sql<number | null>`case when ${events.action} = 'traffic.update' then (
  select max(${trafficRevisions.number}) from ${trafficRevisions}
  where ${trafficRevisions.endpointId} = ${events.targetId} and ${trafficRevisions.createdAt} <= ${events.at}
) end`

/** An operation ends with an event that repeats it; the change is the one that began it. */
const isBeginning = or(eq(events.result, "Accepted"), sql`${operations.id} is null`, ne(operations.kind, events.action))

const contains = (q: string) => `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/** A page of changes, newest first. */
export async function listActivityRows(
  db: Db,
  workspaceId: string,
  { limit, cursor, endpoint, type, result, actor, q }: ActivityQuery,
) {
  return await db
    .select({ event: events, operation: operations, outcome, trafficRevision })
    .from(events)
    .leftJoin(operations, eq(operations.id, events.operationId))
    .where(
      and(
        eq(events.workspaceId, workspaceId),
        isBeginning,
        cursor === undefined ? undefined : lt(events.id, Number(cursor)),
        endpoint === undefined ? undefined : isOfEndpoint(endpoint),
        isOfType(type),
        result === undefined ? undefined : eq(outcome, result),
        actor === undefined ? undefined : isBy(actor),
        q === undefined ? undefined : mentions(q),
      ),
    )
    .orderBy(desc(events.id))
    .limit(limit)
}

export type ActivityRow = Awaited<ReturnType<typeof listActivityRows>>[number]

const TEST = "endpoint.test"

function isOfType(type: ActivityQuery["type"]) {
  if (type === "test") return eq(events.action, TEST)
  const isChange = ne(events.action, TEST)
  return type === undefined ? isChange : and(isChange, sql`starts_with(${events.action}, ${`${type}.`})`)
}

/** A person acts in a browser or by one of their tokens, which stands in brackets behind their name. */
const isBy = (actor: string) => or(eq(events.actor, actor), sql`starts_with(${events.actor}, ${`${actor} (`})`)

function isOfEndpoint(name: string) {
  return and(
    sql`${events.targetType} in ('endpoint', 'deployment')`,
    eq(endpointOf(events.targetName), name.toLowerCase()),
  )
}

function mentions(q: string) {
  const pattern = contains(q)
  return or(
    ...[events.targetName, events.actor, events.message, sql`${operations.error} ->> 'message'`].map(
      (text) => sql`${text} ilike ${pattern}`,
    ),
  )
}
