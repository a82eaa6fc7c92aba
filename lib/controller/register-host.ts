import { hostname } from "node:os"

import { readBootId } from "#lib/compute/index.ts"
import { newId } from "#lib/kernel/ids.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import type { Database } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getHostByName, saveHost } from "./queries.ts"

async function writeHost(db: Database, id: string, nowMs: number): Promise<void> {
  const { vcpu, memoryMib } = thisMachine()
  await saveHost(db, {
    id,
    name: hostname(),
    bootId: await readBootId(),
    cpus: vcpu,
    memoryMib,
    heartbeatAt: new Date(nowMs),
  })
}

/** Finds or makes the row of this machine. Answers its id, which stays the same over restarts. */
export async function registerHost(db: Database, nowMs: number): Promise<string> {
  const known = await getHostByName(db, hostname())
  const id = known?.id ?? newId("host", nowMs)
  await writeHost(db, id, nowMs)
  return id
}

/** Says that this host's controller is alive. */
export async function heartbeatHost({ db, hostId, clock }: ControllerDeps): Promise<void> {
  await writeHost(db, hostId, clock.nowMs())
}
