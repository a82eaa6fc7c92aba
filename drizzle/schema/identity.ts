import { sql } from "drizzle-orm"
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"

/** The installation itself: one row. The canary tells whether the master key fits this database. */
export const installation = pgTable("installation", {
  id: integer("id").primaryKey(),
  installationId: text("installation_id").notNull(),
  canary: text("canary").notNull(),
  setupDigest: text("setup_digest"),
  setupExpiresAt: instant("setup_expires_at"),
  createdAt: timestamps.createdAt,
})

export const workspaces = pgTable(
  "workspaces",
  { id: id(), name: text("name").notNull(), description: text("description").notNull().default(""), ...timestamps },
  (t) => [uniqueIndex("workspaces_name_idx").on(sql`lower(${t.name})`)],
)

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull().default(""),
    /** scrypt hash with its parameters; null for people who sign in elsewhere. */
    passwordHash: text("password_hash"),
    /** May manage workspaces and people of the whole installation. */
    isOwner: boolean("is_owner").notNull().default(false),
    preferences: jsonb("preferences").notNull().default({}),
    disabledAt: instant("disabled_at"),
    ...timestamps,
  },
  (t) => [uniqueIndex("users_email_idx").on(sql`lower(${t.email})`)],
)

export const memberships = pgTable(
  "memberships",
  {
    workspaceId: text("workspace_id")
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role").notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.userId] }), index("memberships_user_id_idx").on(t.userId)],
)

export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    userAgent: text("user_agent").notNull().default(""),
    createdAt: timestamps.createdAt,
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [index("sessions_user_id_idx").on(t.userId)],
)

/** Tokens for CLI and API: only the SHA-256 of the text is kept. */
export const tokens = pgTable(
  "tokens",
  {
    id: id(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Null: every workspace that its user is a member of. */
    workspaceId: text("workspace_id").references(() => workspaces.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    digest: text("digest").notNull(),
    /** Null: whatever its user's role allows; otherwise at most these. */
    actions: jsonb("actions").$type<string[] | null>(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
    createdAt: timestamps.createdAt,
  },
  (t) => [uniqueIndex("tokens_digest_idx").on(t.digest), index("tokens_user_id_idx").on(t.userId)],
)
