import { sql } from "drizzle-orm"
import { bigint, bigserial, index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { AnyPgColumn } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"

/** One long-running change, as the API reports it. */
export const operations = pgTable(
  "operations",
  {
    id: id(),
    workspaceId: text("workspace_id").notNull(),
    kind: text("kind").notNull(),
    targetType: text("target_type").notNull(),
    targetId: text("target_id").notNull(),
    /** `<endpoint>` or `<endpoint>/<deployment>`, as people read it. */
    targetName: text("target_name").notNull(),
    /** The generation it waits for: stale work stops itself. */
    generation: bigint("generation", { mode: "number" }),
    /** The routing table's version that every live gateway must have applied before it succeeds. */
    routesVersion: bigint("routes_version", { mode: "number" }),
    status: text("status").notNull(),
    /** What is going on: {phase, message, ...}. */
    progress: jsonb("progress").notNull().default({}),
    error: jsonb("error"),
    /** What to do when it succeeds, for instance all traffic to the deployment. */
    afterwards: jsonb("afterwards"),
    idempotencyKey: text("idempotency_key"),
    /** SHA-256 of the request that carried the key: only an equal one is a repeat. */
    fingerprint: text("fingerprint"),
    createdBy: text("created_by").notNull(),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    index("operations_workspace_created_idx").on(t.workspaceId, t.createdAt),
    index("operations_target_idx").on(t.targetId, t.status),
    // The settling loop asks for these all the time; ended ones are many.
    index("operations_open_idx")
      .on(t.routesVersion)
      .where(sql`${t.status} = 'InProgress'`),
    uniqueIndex("operations_idempotency_idx")
      .on(t.workspaceId, t.createdBy, t.idempotencyKey)
      .where(sql`${t.idempotencyKey} is not null`),
  ],
)

/** The endpoint, in lower case, of an event that is about one or about a deployment of one. */
export const endpointOf = (targetName: AnyPgColumn) => sql`lower(split_part(${targetName}, '/', 1))`

/** What happened: who, what, the difference, the result. Never changed. */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    workspaceId: text("workspace_id").notNull(),
    at: instant("at").notNull().defaultNow(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    targetType: text("target_type").notNull(),
    targetId: text("target_id").notNull(),
    targetName: text("target_name").notNull(),
    operationId: text("operation_id"),
    result: text("result").notNull(),
    message: text("message").notNull().default(""),
    diff: jsonb("diff"),
  },
  (t) => [
    index("events_workspace_idx").on(t.workspaceId, t.id),
    index("events_target_idx").on(t.targetId, t.id),
    index("events_endpoint_idx")
      .on(t.workspaceId, endpointOf(t.targetName), t.id)
      .where(sql`${t.targetType} in ('endpoint', 'deployment')`),
  ],
)
