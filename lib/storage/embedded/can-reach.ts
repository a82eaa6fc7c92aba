import { spawnSync } from "node:child_process"

import type { Account } from "./account.ts"

/**
 * Whether `account` can enter `folder`, found by trying, so that access lists and read-only mounts count.
 * Without an account the question is whether this process can.
 */
export function canReach(account: Account | undefined, folder: string): boolean {
  const identity = account ? { uid: account.uid, gid: account.gid } : {}
  const result = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...identity, cwd: "/", stdio: "ignore" })
  return result.status === 0
}
