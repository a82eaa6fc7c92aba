import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import path from "node:path"

import { inheritEnv } from "#lib/kernel/env.ts"

const ROOT = path.resolve(import.meta.dirname, "../..")
const FOLDERS = ["app", "components", "lib", "drizzle/schema", "public"]
const FILES = ["package.json", "package-lock.json", "next.config.js", "postcss.config.js", "tsconfig.json"]
const IGNORED = /\.(test|integration\.test|spec)\.tsx?$|\.(py|md|pyc)$/

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !IGNORED.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()
}

/** Hash of everything that the studio is built from in the checkout `root`. */
export function hashSources(root: string): string {
  const hash = createHash("sha256")
  const files = [
    ...FOLDERS.flatMap((folder) => listFiles(path.join(root, folder))),
    ...FILES.map((file) => path.join(root, file)),
  ]
  for (const file of files) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0")
  }
  return hash.digest("hex")
}

/**
 * Builds the studio if its sources have changed since the last build.
 *
 * @param onBuild called before a build, which takes a while.
 * @param signal ends the build.
 * @throws Error with the end of the build's output.
 */
export async function buildStudio(onBuild: () => void, signal: AbortSignal): Promise<void> {
  const marker = path.join(ROOT, ".next/caudal-sources")
  const hash = hashSources(ROOT)
  if (existsSync(marker) && readFileSync(marker, "utf8") === hash) return
  onBuild()
  rmSync(marker, { force: true })
  await runBuild(signal)
  writeFileSync(marker, hash)
}

async function runBuild(signal: AbortSignal): Promise<void> {
  const output: Buffer[] = []
  const build = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: ROOT,
    env: { ...inheritEnv(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  })
  build.stdout.on("data", (chunk: Buffer) => output.push(chunk))
  build.stderr.on("data", (chunk: Buffer) => output.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => {
    build.once("error", reject)
    build.once("close", resolve)
  })
  if (code !== 0) {
    throw new Error(`The studio could not be built:\n${Buffer.concat(output).toString("utf8").slice(-4000)}`)
  }
}
