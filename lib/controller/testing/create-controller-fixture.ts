import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import {
  deploymentRevisions,
  deployments,
  endpoints,
  environmentBuilds,
  gateways,
  instances,
  leadership,
  operations,
  workspaces,
} from "#drizzle/schema/index.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { createTestDatabase } from "#lib/testing/index.ts"

import type { ControllerDeps } from "../ports.ts"
import { getDeployment, getInstance, listHostInstances, listInstances } from "../queries.ts"
import { LEADERSHIP } from "../reconcile-deployment.ts"
import { makeSpec } from "./make-spec.ts"
import { createMemoryCompute } from "./memory-compute.ts"

const WORKSPACE = "ws_1"
const ENVIRONMENT = "e".repeat(64)
const TEMPLATE = "t".repeat(64)
/** The epoch that leads. */
export const EPOCH = 7

/** A database of its own with one endpoint, a host that has the environment, and a clock that stands still. */
export async function createControllerFixture() {
  const database = await createTestDatabase()
  const { db } = database
  const home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-controller-")))
  const clock = { ms: Date.UTC(2026, 0, 1) }
  const compute = createMemoryCompute()
  const log = createLogger("test")
  log.level = "silent"
  const deps: ControllerDeps = {
    db,
    home,
    clock: { nowMs: () => clock.ms },
    compute,
    hostId: "hst_1",
    log,
    spawnBuild: () => {
      throw new Error("Nothing is built here.")
    },
    isPythonFallbackAllowed: false,
  }
  const venv = path.join(home.envs, ENVIRONMENT, "venv")
  mkdirSync(path.join(venv, "bin"), { recursive: true })
  writeFileSync(path.join(venv, "bin/python"), "")
  const phases = { resolve: 0, tool: 0, venv: 0, install: 0, compile: 0 }
  writeFileSync(path.join(home.envs, ENVIRONMENT, "complete.json"), JSON.stringify(phases))
  for (const folder of [home.blobs, home.trees, home.uploads]) mkdirSync(folder, { recursive: true })
  await db.insert(workspaces).values({ id: WORKSPACE, name: "one" })
  await db.insert(leadership).values({ name: LEADERSHIP, epoch: EPOCH, holder: "test" })
  await db.insert(environmentBuilds).values({ hash: ENVIRONMENT, hostId: "hst_1", status: "ready", path: venv })

  let count = 0
  return {
    deps,
    db,
    url: database.url,
    clock,
    compute,
    getDeployment: (id: string) => getDeployment(db, id),
    getInstance: (id: string) => getInstance(db, id),
    listInstances: (id: string) => listInstances(db, id),
    /** An instance as its host's rounds see it; null once it has ended. */
    async getHostInstance(id: string) {
      return (await listHostInstances(db, "hst_1")).find((one) => one.id === id) ?? null
    },
    async addEndpoint(changes: Partial<typeof endpoints.$inferInsert> = {}): Promise<string> {
      const id = `end_${++count}`
      await db.insert(endpoints).values({
        id,
        workspaceId: WORKSPACE,
        kind: "online",
        name: `endpoint-${count}`,
        authMode: "key",
        publicNetworkAccess: "enabled",
        provisioningState: "Succeeded",
        createdBy: "test",
        ...changes,
      })
      return id
    },
    /** A deployment whose first generation is wanted and which nobody has looked at. */
    async addDeployment(
      endpointId: string,
      changes: Partial<typeof deployments.$inferInsert> = {},
      spec: DeploymentSpec = makeSpec({ code: null }),
    ): Promise<string> {
      const id = `dep_${++count}`
      await db.insert(deployments).values({
        id,
        workspaceId: WORKSPACE,
        endpointId,
        name: `deployment-${count}`,
        generation: 1,
        provisioningState: "Creating",
        health: "Unknown",
        createdBy: "test",
        ...changes,
      })
      await db.insert(deploymentRevisions).values({
        id: `rev_${count}`,
        workspaceId: WORKSPACE,
        deploymentId: id,
        generation: 1,
        spec,
        templateHash: TEMPLATE,
        environmentHash: ENVIRONMENT,
        createdBy: "test",
      })
      return id
    },
    async addInstance(
      deploymentId: string,
      changes: Partial<typeof instances.$inferInsert> = {},
    ): Promise<NonNullable<Awaited<ReturnType<typeof getInstance>>>> {
      const [row] = await db
        .insert(instances)
        .values({
          id: `ins_${String(++count).padStart(4, "0")}`,
          workspaceId: WORKSPACE,
          deploymentId,
          hostId: "hst_1",
          generation: 1,
          templateHash: TEMPLATE,
          phase: "Pending",
          ...changes,
        })
        .returning()
      if (!row) throw new Error("An inserted row comes back.")
      return row
    },
    async addOperation(changes: Partial<typeof operations.$inferInsert>): Promise<string> {
      const id = `op_${++count}`
      await db.insert(operations).values({
        id,
        workspaceId: WORKSPACE,
        kind: "deployment.create",
        targetType: "deployment",
        targetId: "dep_none",
        targetName: "endpoint/deployment",
        status: "InProgress",
        createdBy: "test",
        ...changes,
      })
      return id
    },
    /** A gateway that serves by `appliedVersion`; its lease lasts, or ended a minute ago. */
    async addGateway(appliedVersion: number, { isLive = true } = {}): Promise<string> {
      const id = `gw_${++count}`
      const leaseUntil = new Date(Date.now() + (isLive ? 3600_000 : -60_000))
      await db.insert(gateways).values({ id, hostId: "hst_1", bootId: "boot", pid: 1, leaseUntil, appliedVersion })
      return id
    },
    async end(): Promise<void> {
      await database.drop()
      rmSync(home.root, { recursive: true, force: true })
    },
  }
}

export type ControllerFixture = Awaited<ReturnType<typeof createControllerFixture>>
