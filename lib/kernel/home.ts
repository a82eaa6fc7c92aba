import { createHash } from "node:crypto"
import { chmodSync, lstatSync, mkdirSync } from "node:fs"
import { tmpdir, userInfo } from "node:os"
import path from "node:path"

import { readEnv } from "./env.ts"

/** Every folder of an installation, by purpose. Nobody else builds a path under `$CAUDAL_HOME`. */
export interface Home {
  readonly root: string
  readonly postgres: string
  readonly blobs: string
  readonly trees: string
  readonly uploads: string
  readonly envs: string
  readonly instances: string
  readonly logs: string
  readonly tls: string
  readonly routes: string
  readonly run: string
  readonly tools: string
  readonly masterKeyFile: string
  readonly cliTokenFile: string
  /** Names the row of this machine, whatever the machine is called later. */
  readonly hostIdFile: string
  /** Short folder of mode 700 outside the home: a Unix socket's path has at most 107 bytes. */
  readonly sockets: string
  /** Where the keeper of the gateways' public socket answers. */
  readonly socketKeeper: string
}

/** The user's number. In a container it may have no entry in /etc/passwd, which `userInfo` alone would fail for. */
function currentUid(): number {
  return process.getuid?.() ?? userInfo().uid
}

/** The folders of the installation at `root` (default `$CAUDAL_HOME`). Creates nothing. */
export function homeAt(root: string = readEnv().CAUDAL_HOME): Home {
  const inside = (name: string) => path.join(root, name)
  const tag = createHash("sha256").update(root).digest("hex").slice(0, 10)
  const sockets = path.join(tmpdir(), `caudal-${currentUid()}-${tag}`)
  return {
    root,
    postgres: inside("postgres"),
    blobs: inside("blobs"),
    trees: inside("trees"),
    uploads: inside("uploads"),
    envs: inside("envs"),
    instances: inside("instances"),
    logs: inside("logs"),
    tls: inside("tls"),
    routes: inside("routes"),
    run: inside("run"),
    tools: inside("tools"),
    masterKeyFile: inside("master.key"),
    cliTokenFile: inside("run/cli-token"),
    hostIdFile: inside("run/host-id"),
    sockets,
    socketKeeper: path.join(sockets, "keeper.s"),
  }
}

/** Makes sure that `folder` exists, belongs to this user and has mode 700. @throws Error if somebody else owns it. */
export function ensurePrivateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stat = lstatSync(folder)
  if (!stat.isDirectory() || stat.uid !== currentUid()) {
    throw new Error(`${folder} must be a folder that belongs to the user who runs Caudal. Remove it and start again.`)
  }
  chmodSync(folder, 0o700)
  return folder
}
