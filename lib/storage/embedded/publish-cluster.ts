import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs"

import type { Place } from "./place.ts"

function syncFolder(folder: string): void {
  const fd = openSync(folder, "r")
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * Gives the finished cluster in `data` its place. The password is on disk before that, because a cluster without one is of
 * no use to anybody; and the new name before anybody writes to the cluster, because what is committed there must stay.
 */
export function publishCluster({ base, data: target, passwordFile }: Place, data: string, password: string): void {
  writeFileSync(passwordFile, password, { mode: 0o600, flush: true })
  syncFolder(base)
  renameSync(data, target)
  syncFolder(base)
}
