import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { hostname } from "node:os"

import { eq } from "drizzle-orm"
import { afterEach, beforeEach, expect, test } from "vitest"

import { hosts } from "#drizzle/schema/index.ts"

import { recordShutdown } from "./record-shutdown.ts"
import { registerHost } from "./register-host.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

test("a machine that gets another name is the same host, and its instances stay its own", async () => {
  const { db, deps } = fixture
  const id = await registerHost(db, deps.home, fixture.clock.ms)
  await db.update(hosts).set({ name: "as-it-was-called" }).where(eq(hosts.id, id))
  const deployment = await fixture.addDeployment(await fixture.addEndpoint())
  const instance = await fixture.addInstance(deployment, { hostId: id, phase: "Ready", handle: { socket: "/nowhere" } })

  expect(await registerHost(db, deps.home, fixture.clock.ms)).toBe(id)
  expect(await db.select().from(hosts)).toMatchObject([{ id, name: hostname() }])
  await recordShutdown(db, deps.home, fixture.clock.ms)
  expect(await fixture.getInstance(instance.id)).toMatchObject({ phase: "Stopped", reason: "shutdown" })
})

test("a home without its note, or with one of another database, finds the host by its name", async () => {
  const { db, deps } = fixture
  const id = await registerHost(db, deps.home, fixture.clock.ms)
  rmSync(deps.home.hostIdFile)
  expect(await registerHost(db, deps.home, fixture.clock.ms)).toBe(id)
  writeFileSync(deps.home.hostIdFile, "hst_of_another_database")
  expect(await registerHost(db, deps.home, fixture.clock.ms)).toBe(id)
  expect(readFileSync(deps.home.hostIdFile, "utf8")).toBe(id)
})
