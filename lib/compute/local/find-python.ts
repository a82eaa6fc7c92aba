import { execFile } from "node:child_process"
import { promisify } from "node:util"

import { AppError } from "#lib/kernel/errors.ts"

import { computeErrors } from "../errors.ts"

const run = promisify(execFile)
const CANDIDATES = [
  "python3",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "/usr/bin/python3",
  "/usr/local/bin/python3",
]
const QUESTION = "import sys; print(sys.executable if sys.version_info >= (3, 11) else '')"

/**
 * The real path of a Python that can run Caudal's own programs. A name on PATH may be a version manager's script, which
 * would cost its start each time, so Python itself is asked.
 *
 * @throws AppError `compute.unsupported_host` if no Python 3.11 or newer is found.
 */
export async function findPython(): Promise<string> {
  for (const candidate of CANDIDATES) {
    try {
      const { stdout } = await run(candidate, ["-E", "-s", "-c", QUESTION], { timeout: 10_000 })
      if (stdout.trim() !== "") return stdout.trim()
    } catch {
      continue
    }
  }
  throw new AppError(
    computeErrors.unsupportedHost,
    "Caudal needs Python 3.11 or newer, and neither PATH nor /usr/bin has one. Install it, for instance `apt install python3`.",
  )
}
