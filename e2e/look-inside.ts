import { readFileSync } from "node:fs"
import path from "node:path"

import { asc, eq } from "drizzle-orm"
import { z } from "zod"

import { deployments, instances } from "#drizzle/schema/index.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { close, connect, startEmbedded } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

import type { Installation } from "./installation.ts"

/** What an installation's database and folders say, for guarantees that no interface shows. */

const startedSchema = z.object({ pid: z.int(), child_pid: z.int(), control_groups: z.array(z.string()) })

/** Runs `work` on the installation's own database, which is running. */
export async function withDatabase<T>({ home }: Installation, work: (db: Database) => Promise<T>): Promise<T> {
  const { url } = await startEmbedded(homeAt(home))
  const db = connect(url, { max: 2, applicationName: "caudal-test" })
  try {
    return await work(db)
  } finally {
    await close(db)
  }
}

/** Every instance that a deployment ever had, oldest first, whatever has become of it. */
export async function listAllInstances(caudal: Installation, deployment: string) {
  return await withDatabase(caudal, async (db) => {
    const rows = await db
      .select({ instance: instances })
      .from(instances)
      .innerJoin(deployments, eq(deployments.id, instances.deploymentId))
      .where(eq(deployments.name, deployment))
      .orderBy(asc(instances.id))
    return rows.map(({ instance }) => instance)
  })
}

/** The shim's own account of an instance: its pid, its child's, its control groups. */
export function readStarted({ home }: Installation, id: string): z.infer<typeof startedSchema> {
  const file = path.join(home, "instances", id, "shim.json")
  return startedSchema.parse(JSON.parse(readFileSync(file, "utf8")))
}
