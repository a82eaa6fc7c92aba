import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"
import { users, workspaces } from "./identity.ts"

/** A form that somebody has begun: what was typed, until it is sent or expires. Never holds a secret. */
export const drafts = pgTable(
  "drafts",
  {
    id: id(),
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** What people call it, for instance the endpoint's name. */
    title: text("title").notNull().default(""),
    payload: jsonb("payload").notNull(),
    /** Of the payload: an older one is brought up to date when it is opened. */
    schemaVersion: integer("schema_version").notNull(),
    step: text("step").notNull(),
    /** Counts every change; the ETag. */
    revision: integer("revision").notNull().default(1),
    expiresAt: instant("expires_at").notNull(),
    ...timestamps,
  },
  (t) => [
    index("drafts_owner_idx").on(t.workspaceId, t.userId, t.updatedAt),
    index("drafts_expires_at_idx").on(t.expiresAt),
  ],
)
