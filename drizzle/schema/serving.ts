import { sql } from "drizzle-orm"
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"
import { workspaces } from "./identity.ts"

const workspaceId = () =>
  text("workspace_id")
    .notNull()
    .references(() => workspaces.id, { onDelete: "cascade" })

export const endpoints = pgTable(
  "endpoints",
  {
    id: id(),
    workspaceId: workspaceId(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    tags: jsonb("tags").$type<Record<string, string>>().notNull().default({}),
    properties: jsonb("properties").$type<Record<string, string>>().notNull().default({}),
    authMode: text("auth_mode").notNull(),
    identity: jsonb("identity"),
    publicNetworkAccess: text("public_network_access").notNull(),
    traffic: jsonb("traffic").$type<Record<string, number>>().notNull().default({}),
    /** Counts every change of the row; the ETag. */
    revision: integer("revision").notNull().default(1),
    provisioningState: text("provisioning_state").notNull(),
    createdBy: text("created_by").notNull(),
    deletedAt: instant("deleted_at"),
    purgeAt: instant("purge_at"),
    ...timestamps,
  },
  (t) => [
    // A name is unique in the whole installation while its endpoint is not deleted.
    uniqueIndex("endpoints_name_idx")
      .on(sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null`),
    index("endpoints_workspace_id_idx").on(t.workspaceId, t.name),
  ],
)

export const deployments = pgTable(
  "deployments",
  {
    id: id(),
    workspaceId: workspaceId(),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => endpoints.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Desired: the newest revision's generation. */
    generation: integer("generation").notNull(),
    /** Observed, written by the controller only: the generation that serves, the newest that failed. */
    servingGeneration: integer("serving_generation"),
    failedGeneration: integer("failed_generation"),
    provisioningState: text("provisioning_state").notNull(),
    health: text("health").notNull(),
    conditions: jsonb("conditions").notNull().default([]),
    /** Why `failed_generation` failed: {code, message, phase, log: [...]}. */
    failure: jsonb("failure"),
    /** Counts every desired change; the ETag. */
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by").notNull(),
    deletedAt: instant("deleted_at"),
    purgeAt: instant("purge_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("deployments_endpoint_name_idx")
      .on(t.endpointId, sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null`),
    index("deployments_workspace_id_idx").on(t.workspaceId),
    index("deployments_endpoint_id_idx").on(t.endpointId),
  ],
)

/** One immutable version of a deployment's desired state. */
export const deploymentRevisions = pgTable(
  "deployment_revisions",
  {
    id: id(),
    workspaceId: workspaceId(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployments.id, { onDelete: "cascade" }),
    generation: integer("generation").notNull(),
    /** The whole specification with references resolved to exact versions. */
    spec: jsonb("spec").notNull(),
    /** Of what decides how an instance runs: equal hashes need no new instances. */
    templateHash: text("template_hash").notNull(),
    /** Observed: the content hash of its environment on the controller's host. */
    environmentHash: text("environment_hash"),
    /** Observed: what that environment is without, or has otherwise than asked for. Of one hash, each file has its own. */
    environmentWarnings: jsonb("environment_warnings").$type<string[]>().notNull().default([]),
    /** Observed: why its environment cannot be built, {code, message, log}. A new revision tries again. */
    environmentError: jsonb("environment_error"),
    createdBy: text("created_by").notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [uniqueIndex("deployment_revisions_generation_idx").on(t.deploymentId, t.generation)],
)

export const instances = pgTable(
  "instances",
  {
    id: id(),
    workspaceId: workspaceId(),
    deploymentId: text("deployment_id")
      .notNull()
      .references(() => deployments.id, { onDelete: "cascade" }),
    hostId: text("host_id").notNull(),
    generation: integer("generation").notNull(),
    templateHash: text("template_hash").notNull(),
    phase: text("phase").notNull(),
    /** Why it is to stop or has stopped: `scaled`, `replaced`, `exited`, `liveness`, ... */
    reason: text("reason").notNull().default(""),
    /** What the compute driver needs to find it again. */
    handle: jsonb("handle"),
    /** How many instances of its generation ended by themselves before it. */
    restarts: integer("restarts").notNull().default(0),
    /** Not before this time, for back-off. */
    startAfter: instant("start_after"),
    startedAt: instant("started_at"),
    readyAt: instant("ready_at"),
    /** Routes version that no longer names it; it may stop once every gateway has applied that. */
    unroutedVersion: bigint("unrouted_version", { mode: "number" }),
    drainingSince: instant("draining_since"),
    stoppedAt: instant("stopped_at"),
    /** How it ended: {code, signal, oom, at, error, phase}. */
    lastExit: jsonb("last_exit"),
    phasesMs: jsonb("phases_ms").$type<Record<string, number>>().notNull().default({}),
    conditions: jsonb("conditions").notNull().default([]),
    ...timestamps,
  },
  (t) => [index("instances_deployment_id_idx").on(t.deploymentId), index("instances_host_id_idx").on(t.hostId)],
)

export const trafficRevisions = pgTable(
  "traffic_revisions",
  {
    id: id(),
    workspaceId: workspaceId(),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => endpoints.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    traffic: jsonb("traffic").$type<Record<string, number>>().notNull(),
    reason: text("reason").notNull().default(""),
    /** The revision that a rollback copied. */
    copiedFrom: integer("copied_from"),
    routesVersion: bigint("routes_version", { mode: "number" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [uniqueIndex("traffic_revisions_number_idx").on(t.endpointId, t.number)],
)

export const endpointKeys = pgTable(
  "endpoint_keys",
  {
    id: id(),
    workspaceId: workspaceId(),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => endpoints.id, { onDelete: "cascade" }),
    slot: text("slot").notNull(),
    /** SHA-256 of the key, hex: all that a gateway gets. */
    digest: text("digest").notNull(),
    /** The key itself, sealed under the master key. */
    sealed: text("sealed").notNull(),
    createdAt: timestamps.createdAt,
  },
  (t) => [uniqueIndex("endpoint_keys_slot_idx").on(t.endpointId, t.slot)],
)
