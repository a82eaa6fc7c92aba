import path from "node:path"

import type { InstanceSpec, Mount } from "../schema.ts"
import { BASE_ENV } from "./sandbox.ts"

/** Folders that only exist inside a sandbox. */
const SANDBOX_ROOTS = ["/var/azureml-app", "/opt/caudal"]

/** The same instance without a sandbox: links to make, and the specification with paths that exist on the host. */
export interface PlainRoot {
  readonly links: readonly Mount[]
  readonly spec: InstanceSpec
}

/**
 * Moves every path of the sandbox to `root`, a folder of the instance's own: in the command, the working folder and the
 * environment (also in lists like PYTHONPATH). Pure; `prepare-folder.ts` makes the links.
 */
export function planPlainRoot(spec: InstanceSpec, root: string): PlainRoot {
  const moved = spec.mounts.filter((mount) => mount.source !== mount.target)
  const prefixes = [...SANDBOX_ROOTS, ...moved.map((mount) => path.posix.normalize(mount.target))]
  const move = (value: string) => (prefixes.some((prefix) => isInside(value, prefix)) ? root + value : value)
  const moveList = (value: string) => value.split(":").map(move).join(":")
  const env = Object.fromEntries(Object.entries(spec.env).map(([name, value]) => [name, moveList(value)]))
  return {
    links: moved.map(({ source, target }) => ({ source, target: path.posix.join(root, target) })),
    spec: {
      ...spec,
      command: spec.command.map(move),
      cwd: move(spec.cwd),
      env: {
        ...BASE_ENV,
        HOME: path.posix.join(root, "home"),
        TMPDIR: path.posix.join(root, "tmp"),
        ...env,
      },
    },
  }
}

function isInside(value: string, folder: string): boolean {
  return value === folder || value.startsWith(`${folder}/`)
}
