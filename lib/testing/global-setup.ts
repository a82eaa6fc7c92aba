import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import type { TestProject } from "vitest/node"

import { readEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { migrate, removeEmbedded, startEmbedded } from "#lib/storage/index.ts"

import { createDatabase, dropDatabase } from "./manage-databases.ts"

const PREFIX = "caudal-test-"

declare module "vitest" {
  interface ProvidedContext {
    /** The run's server, by the address of a migrated database that nobody connects to: the template. */
    templateUrl: string
  }
}

/** Homes that a killed run left behind are named after a process that is gone; their servers must not pile up. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined || isAlive(Number(pid))) continue
    const folder = path.join(tmpdir(), name)
    try {
      await removeEmbedded(homeAt(folder))
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's, or another run is sweeping it.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Before the integration tests: one server a run, with one migrated database that every test's database is copied from. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const given = readEnv().DATABASE_URL
  const home = homeAt(mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`)))
  const serverUrl = given ?? (await startEmbedded(home, { durability: "scratch" })).url
  const templateUrl = await createDatabase(serverUrl, "caudal_template")
  await migrate(templateUrl)
  project.provide("templateUrl", templateUrl)
  return async () => {
    if (given) await dropDatabase(templateUrl)
    await removeEmbedded(home)
    rmSync(home.root, { recursive: true, force: true })
  }
}
