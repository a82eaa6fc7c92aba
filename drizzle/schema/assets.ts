import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"
import { workspaces } from "./identity.ts"

const workspaceId = () =>
  text("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" })

/** File contents that a workspace has brought, by SHA-256. The bytes are in the blob store. */
export const blobs = pgTable(
  "blobs",
  {
    workspaceId: workspaceId(),
    digest: text("digest").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.digest] })],
)

/** A tree of files: the digest is the SHA-256 of its manifest, which is a blob itself. */
export const trees = pgTable(
  "trees",
  {
    workspaceId: workspaceId(),
    digest: text("digest").notNull(),
    fileCount: integer("file_count").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.digest] })],
)

/** An upload of a tree under way: which files it has, until it is completed or expires. */
export const uploads = pgTable(
  "uploads",
  {
    id: id(),
    workspaceId: workspaceId(),
    treeDigest: text("tree_digest").notNull(),
    manifest: jsonb("manifest").notNull(),
    createdBy: text("created_by").notNull(),
    completedAt: instant("completed_at"),
    expiresAt: instant("expires_at").notNull(),
    ...timestamps,
  },
  (t) => [index("uploads_expires_at_idx").on(t.expiresAt)],
)

const assetColumns = {
  id: id(),
  workspaceId: workspaceId(),
  name: text("name").notNull(),
  version: text("version").notNull(),
  description: text("description").notNull().default(""),
  tags: jsonb("tags").$type<Record<string, string>>().notNull().default({}),
  properties: jsonb("properties").$type<Record<string, string>>().notNull().default({}),
  /** Registered as part of a deployment, not by a person: hidden in lists. */
  isAnonymous: boolean("is_anonymous").notNull().default(false),
  createdBy: text("created_by").notNull(),
  archivedAt: instant("archived_at"),
  ...timestamps,
}

export const models = pgTable(
  "models",
  {
    ...assetColumns,
    type: text("type").notNull(),
    flavors: jsonb("flavors").notNull().default({}),
    treeDigest: text("tree_digest").notNull(),
    /** `folder`: the tree keeps its folder's name inside the mount; `file`: one file at the root. */
    pathKind: text("path_kind").notNull(),
    pathName: text("path_name").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
  },
  (t) => [uniqueIndex("models_workspace_name_version_idx").on(t.workspaceId, t.name, t.version)],
)

export const codes = pgTable(
  "codes",
  {
    ...assetColumns,
    treeDigest: text("tree_digest").notNull(),
    pathName: text("path_name").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
  },
  (t) => [uniqueIndex("codes_workspace_name_version_idx").on(t.workspaceId, t.name, t.version)],
)

export const environments = pgTable(
  "environments",
  {
    ...assetColumns,
    /** The specification as written: image, conda_file (text), build, os_type, inference_config. */
    spec: jsonb("spec").notNull(),
    treeDigest: text("tree_digest"),
  },
  (t) => [uniqueIndex("environments_workspace_name_version_idx").on(t.workspaceId, t.name, t.version)],
)

/** One build of an environment's content on one host. */
export const environmentBuilds = pgTable(
  "environment_builds",
  {
    hash: text("hash").notNull(),
    hostId: text("host_id").notNull(),
    /** `building`, `ready` or `failed`; why it failed stands with each revision that asked for it. */
    status: text("status").notNull(),
    /** Folder of the virtual environment, once built. */
    path: text("path"),
    phasesMs: jsonb("phases_ms").$type<Record<string, number>>().notNull().default({}),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** When a purge last saw that a deployment or an instance has need of it. */
    lastUsedAt: instant("last_used_at"),
    createdAt: timestamps.createdAt,
  },
  (t) => [primaryKey({ columns: [t.hash, t.hostId] })],
)
