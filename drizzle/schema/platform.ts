import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"

import { id, instant, timestamps } from "./columns.ts"

/** A machine with a controller on it. */
export const hosts = pgTable("hosts", {
  id: id(),
  name: text("name").notNull(),
  bootId: text("boot_id").notNull(),
  cpus: integer("cpus").notNull(),
  memoryMib: integer("memory_mib").notNull(),
  /** What the machine can give: {sandbox, cgroup, ...}. */
  capabilities: jsonb("capabilities").notNull().default({}),
  heartbeatAt: instant("heartbeat_at").notNull().defaultNow(),
  createdAt: timestamps.createdAt,
})

/** A gateway process. It counts as live while its lease lasts. */
export const gateways = pgTable("gateways", {
  id: id(),
  hostId: text("host_id").notNull(),
  bootId: text("boot_id").notNull(),
  pid: integer("pid").notNull(),
  startedAt: instant("started_at").notNull().defaultNow(),
  heartbeatAt: instant("heartbeat_at").notNull().defaultNow(),
  leaseUntil: instant("lease_until").notNull(),
  /** Newest routes version that it serves by. */
  appliedVersion: bigint("applied_version", { mode: "number" }).notNull().default(0),
})

/** The routing table: one row per endpoint, null once the endpoint is gone. */
export const routes = pgTable(
  "routes",
  {
    endpointId: text("endpoint_id").primaryKey(),
    version: bigint("version", { mode: "number" }).notNull(),
    route: jsonb("route"),
    updatedAt: timestamps.updatedAt,
  },
  (t) => [index("routes_version_idx").on(t.version)],
)

/** Answers that each gateway gave, by deployment and status. Counted since the gateway started. */
export const gatewayCounters = pgTable(
  "gateway_counters",
  {
    gatewayId: text("gateway_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    deploymentId: text("deployment_id").notNull(),
    code: integer("code").notNull(),
    count: bigint("count", { mode: "number" }).notNull(),
    updatedAt: timestamps.updatedAt,
  },
  (t) => [
    primaryKey({ columns: [t.gatewayId, t.endpointId, t.deploymentId, t.code] }),
    index("gateway_counters_endpoint_idx").on(t.endpointId),
  ],
)

/** Who leads, and how often that changed: every plan and effect of a leader is conditional on its epoch. */
export const leadership = pgTable("leadership", {
  name: text("name").primaryKey(),
  epoch: bigint("epoch", { mode: "number" }).notNull(),
  holder: text("holder").notNull(),
  acquiredAt: instant("acquired_at").notNull().defaultNow(),
})
