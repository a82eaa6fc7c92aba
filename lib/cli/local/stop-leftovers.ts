import { execFile } from "node:child_process"
import path from "node:path"
import { promisify } from "node:util"

import { inheritEnv } from "#lib/kernel/env.ts"
import type { Home } from "#lib/kernel/home.ts"

import { CliError } from "../errors.ts"

const run = promisify(execFile)
const PROGRAM = path.resolve(import.meta.dirname, "../../processes/stop.ts")

interface StopOptions {
  readonly keepInstances: boolean
  readonly timeoutMs: number
}

/**
 * Ends what outlived the killed launcher of this home, in a process of its own: the command line carries none of the
 * launcher's weight.
 *
 * @throws CliError with what that process said, when it could not.
 */
export async function stopLeftovers(home: Home, { keepInstances, timeoutMs }: StopOptions): Promise<void> {
  const args = ["--disable-warning=ExperimentalWarning", PROGRAM, ...(keepInstances ? ["--keep-instances"] : [])]
  try {
    await run(process.execPath, args, { env: { ...inheritEnv(), CAUDAL_HOME: home.root }, timeout: timeoutMs })
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : ""
    throw new CliError(`What the killed launcher left could not be ended.${said && ` It said: ${said}`}`, {
      cause: error,
      next: "npm start, then caudal stop",
    })
  }
}
