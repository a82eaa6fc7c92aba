// Plain JavaScript that runs on Node 20: installs the locked packages when they are missing or of another lock file.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
const LOCK = path.join(ROOT, "package-lock.json")
const MARKER = path.join(ROOT, "node_modules", ".caudal-lock")

/** Makes sure that node_modules is what package-lock.json says. Ends the process with npm's own words if it cannot be. */
export function ensurePackages() {
  const hash = createHash("sha256").update(readFileSync(LOCK)).digest("hex")
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === hash) return
  process.stdout.write("Installing packages (only when package-lock.json has changed) ...\n")
  // `npm ci` would refuse a lock file that lacks another platform's optional binaries; this installs the locked versions
  // and leaves the file as it is. Warnings here are about the Node that runs npm; everything afterwards runs on Node 24.
  const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: ROOT,
    stdio: "inherit",
  })
  if (status !== 0) {
    process.stderr.write("The packages could not be installed; npm says why above.\n")
    process.exit(status ?? 1)
  }
  writeFileSync(MARKER, hash)
}
