import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"

import { CliError } from "../errors.ts"

/** Runs the machine's `tar`. @throws CliError with what it said */
async function runTar(args: readonly string[], stdout: number | "ignore"): Promise<void> {
  const child = spawn("tar", args, { stdio: ["ignore", stdout, "pipe"] })
  let said = ""
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8")
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", (error) => reject(new CliError(`tar cannot be run: ${error.message}`, { cause: error })))
    child.on("close", resolve)
  })
  if (code !== 0) throw new CliError(`tar ended with code ${code}: ${said.trim()}`)
}

/** Packs what is in `folder` into a new file that only this user can read. @throws CliError */
export async function packTar(folder: string, file: string): Promise<void> {
  const descriptor = openSync(file, "wx", 0o600)
  try {
    await runTar(["-cf", "-", "-C", folder, "."], descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Unpacks a file into an existing folder. @throws CliError */
export async function unpackTar(file: string, folder: string): Promise<void> {
  await runTar(["-xf", file, "-C", folder, "--no-same-owner"], "ignore")
}
