import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, test, vi } from "vitest"

import { createGatewayContext, DEFAULT_LIMITS } from "#lib/gateway/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"
import { createTestDatabase } from "#lib/testing/index.ts"

import { openGatewayDatabase } from "./gateway-database.ts"
import { followRoutes } from "./gateway-follow.ts"

const PAIRS = 2500

test("counts of however many deployments are stored, while the gateway runs and when it ends", async () => {
  const { url, db, drop } = await createTestDatabase()
  const folder = mkdtempSync(path.join(tmpdir(), "gwf-"))
  const log = createLogger("gateway")
  const identity = { id: "gw_1", hostName: "host", bootId: "boot", pid: 1, startedAt: new Date() }
  const database = openGatewayDatabase(url, identity, log)
  const ports = {
    pickRandom: Math.random,
    spreadRandom: Math.random,
    nowMs: () => Date.now(),
    newRequestId: () => "id",
    log,
  }
  const context = createGatewayContext({ limits: DEFAULT_LIMITS, hostSuffix: ".x", ports })
  // Counts of what is not in the routes would be forgotten once they are stored; a living deployment's are kept.
  vi.spyOn(context.table, "hasDeployment").mockReturnValue(true)
  const answerAll = () => {
    for (let i = 0; i < PAIRS; i++) context.recorder.count("end_1", `dep_${i}`, 200)
  }
  const stored = async (count: number) => {
    const text = `select count(*)::int as pairs from gateway_counters where count = $1`
    const [row] = await db.pool.use((lane) => lane.query(text, [count]))
    return row?.["pairs"]
  }
  try {
    answerAll()
    const following = followRoutes({ context, database, url, home: homeAt(folder), log })
    await vi.waitFor(async () => expect(await stored(1)).toBe(PAIRS), { timeout: 20_000, interval: 20 })
    answerAll()
    await following.stop()
    expect(await stored(2)).toBe(PAIRS)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
    await drop()
  }
})
