import type { Account } from "./account.ts"

interface Identity {
  readonly env: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
}

/**
 * Options of `spawn` for a program of PostgreSQL: the right user, and an environment of its own, so that neither `PG*`
 * settings nor secrets of this process reach it.
 */
export function runAs(account: Account | undefined): Identity {
  // Next's types demand NODE_ENV of every environment; PostgreSQL has no use for it.
  const env: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }
  return account ? { env, uid: account.uid, gid: account.gid } : { env }
}
