import { readEnv } from "#lib/kernel/env.ts"
import type { Home } from "#lib/kernel/home.ts"
import { startEmbedded, stopEmbedded } from "#lib/storage/index.ts"

import { readLauncher } from "../local/read-launcher.ts"

/**
 * Runs `work` with the address of this home's database: `DATABASE_URL`, else the embedded server, which is started if it
 * does not run and then stopped again.
 */
export async function withDatabase<T>(home: Home, work: (url: string) => Promise<T>): Promise<T> {
  const { DATABASE_URL: given } = readEnv()
  if (given !== undefined) return await work(given)
  const server = await startEmbedded(home)
  try {
    return await work(server.url)
  } finally {
    // A launcher that started meanwhile has taken the server over; it may be this process that holds the home.
    const holder = readLauncher(home)?.pid ?? process.pid
    if (!server.isAdopted && holder === process.pid) await stopEmbedded(home)
  }
}
