import { spawn } from "node:child_process"
import { randomInt } from "node:crypto"
import { once } from "node:events"
import path from "node:path"

import { sql } from "drizzle-orm"
import { inject } from "vitest"

import { inheritEnv } from "#lib/kernel/env.ts"
import type { Db } from "#lib/storage/index.ts"

/** The address of the database that a test works on. */
async function databaseUrlOf(db: Db): Promise<string> {
  const rows = await db.execute(sql`select current_database() as name`)
  const url = new URL(inject("templateUrl"))
  url.pathname = `/${String(rows[0]?.["name"])}`
  return url.toString()
}

export interface GatewayUnderTest {
  readonly port: number
  stop(): Promise<void>
}

interface GatewayOptions {
  readonly db: Db
  /** Home of the installation: the certificate authority is made there. */
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a real gateway process over a test's database, with TLS, and waits until it serves. */
export async function startGateway({ db, home, env = {} }: GatewayOptions): Promise<GatewayUnderTest> {
  const port = randomInt(10_000, 30_000)
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, "../gateway.ts")], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...inheritEnv(),
      CAUDAL_HOME: home,
      CAUDAL_GATEWAY_PORT: String(port),
      CAUDAL_LOG_LEVEL: "fatal",
      DATABASE_URL: await databaseUrlOf(db),
      ...env,
    },
  })
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the gateway ended before it was ready"))),
  ])
  if (JSON.stringify(message) !== '{"type":"ready"}') throw new Error(`the gateway said ${JSON.stringify(message)}`)
  return {
    port,
    stop: async () => {
      const ended = once(child, "exit")
      child.kill("SIGKILL")
      await ended
    },
  }
}
