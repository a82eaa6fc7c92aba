import { afterEach, beforeEach, expect, test, vi } from "vitest"

import { instances } from "#drizzle/schema/index.ts"

import { removeEnded } from "./remove-ended.ts"
import { startInstance } from "./start-instance.ts"
import { createControllerFixture } from "./testing/create-controller-fixture.ts"
import type { ControllerFixture } from "./testing/create-controller-fixture.ts"

let fixture: ControllerFixture

beforeEach(async () => {
  fixture = await createControllerFixture()
})
afterEach(async () => {
  await fixture.end()
})

test("an instance whose files cannot be removed holds up no other, and is tried again after a pause", async () => {
  const { deps, clock, compute, db } = fixture
  const id = await fixture.addDeployment(await fixture.addEndpoint(), { deletedAt: new Date(clock.ms) })
  const [first, second] = [await fixture.addInstance(id), await fixture.addInstance(id)]
  for (const row of [first, second]) await startInstance(deps, row)
  await db.update(instances).set({ phase: "Stopped" })
  const remove = vi.spyOn(compute, "remove")
  const removing = () => remove.mock.calls.map(([{ instanceId }]) => instanceId)
  // The newest comes first.
  remove.mockRejectedValueOnce(new Error("EACCES"))
  const notBefore = new Map<string, number>()
  const round = () => removeEnded(deps, new Set(), new Map(), notBefore)

  await round()
  expect((await fixture.getInstance(first.id))?.handle).toBeNull()
  expect((await fixture.getInstance(second.id))?.handle).not.toBeNull()
  await round()
  expect(removing()).toEqual([second.id, first.id])
  clock.ms += 60_000
  await round()
  expect(removing()).toEqual([second.id, first.id, second.id])
  expect((await fixture.getInstance(second.id))?.handle).toBeNull()
})
