import { mkdir, readFile, writeFile } from "node:fs/promises"
import { hostname } from "node:os"

import { readBootId } from "#lib/compute/index.ts"
import type { Home } from "#lib/kernel/home.ts"
import { newId } from "#lib/kernel/ids.ts"
import { thisMachine } from "#lib/kernel/machine.ts"
import type { Database } from "#lib/storage/index.ts"

import type { ControllerDeps } from "./ports.ts"
import { getHost, getHostByName, saveHost } from "./queries.ts"

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

/**
 * The id under which this machine was registered, or null. It stands in the home, because a machine may get another name:
 * its instances would belong to nobody then.
 */
export async function findHostId(db: Database, home: Home): Promise<string | null> {
  const kept = await readFile(home.hostIdFile, "utf8").catch(() => "")
  const row = (await getHost(db, kept.trim())) ?? (await getHostByName(db, hostname()))
  return row?.id ?? null
}

/** Finds or makes the row of this machine. Answers its id, which stays the same over restarts and other names. */
export async function registerHost(db: Database, home: Home, nowMs: number): Promise<string> {
  const id = (await findHostId(db, home)) ?? newId("host", nowMs)
  await writeHost(db, id, nowMs)
  await mkdir(home.run, { recursive: true, mode: 0o700 })
  await writeFile(home.hostIdFile, id, { mode: 0o600 })
  return id
}

/** Says that this host's controller is alive. */
export async function heartbeatHost({ db, hostId, clock }: ControllerDeps): Promise<void> {
  await writeHost(db, hostId, clock.nowMs())
}
