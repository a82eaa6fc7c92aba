import { execFile } from "node:child_process"
import { randomBytes } from "node:crypto"
import { constants } from "node:fs"
import { access, mkdir, open, realpath, rename, rm } from "node:fs/promises"
import path from "node:path"
import { promisify } from "node:util"

import { inheritEnv } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"

import { environmentErrors } from "./errors.ts"
import { maskSecrets } from "./mask-secrets.ts"
import { readPipSettings } from "./read-pip-settings.ts"

const run = promisify(execFile)

/** The version that is fetched when uv is not on PATH. */
const UV_VERSION = "0.13.9"
/** Oldest uv on PATH that knows every option used here. */
const UV_ON_PATH_MIN = [0, 7] as const
const FETCH_TIMEOUT_MS = 300_000

async function isProgram(file: string): Promise<boolean> {
  const handle = await open(file, constants.O_RDONLY).catch(() => null)
  if (!handle) return false
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    // A script is a shim of a version manager: it needs more than itself, so it cannot run inside a sandbox.
    return buffer.toString("latin1") !== "#!"
  } finally {
    await handle.close()
  }
}

async function answersAsUv(file: string): Promise<boolean> {
  const { stdout } = await run(file, ["--version"], { timeout: 10_000 }).catch(() => ({ stdout: "" }))
  const match = /^uv (\d+)\.(\d+)/.exec(stdout)
  if (!match) return false
  const [major, minor] = [Number(match[1]), Number(match[2])]
  return major > UV_ON_PATH_MIN[0] || (major === UV_ON_PATH_MIN[0] && minor >= UV_ON_PATH_MIN[1])
}

async function findOnPath(): Promise<string | null> {
  for (const folder of (inheritEnv().PATH ?? "").split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue
    const file = await realpath(path.join(folder, "uv")).catch(() => null)
    if (file !== null && (await isProgram(file)) && (await answersAsUv(file))) return file
  }
  return null
}

/** Fetches the wheel into `target`: by pip, which knows all of the machine's settings, else with the standard library. */
async function fetchInto(target: string): Promise<void> {
  const pip = [
    "-m",
    "pip",
    "install",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--disable-pip-version-check",
    "--no-input",
  ]
  const ways = [
    [...pip, "--quiet", "--target", target, `uv==${UV_VERSION}`],
    [path.join(import.meta.dirname, "fetch-uv.py"), UV_VERSION, target],
  ]
  const settings = await readPipSettings(inheritEnv())
  const [index, certificate] = [settings.get("index-url"), settings.get("cert")]
  // pip reads its own settings; the other way gets the two that it knows from here.
  const env = {
    ...inheritEnv(),
    ...(index === undefined ? {} : { PIP_INDEX_URL: index }),
    ...(certificate === undefined ? {} : { SSL_CERT_FILE: certificate }),
  }
  const problems: string[] = []
  for (const args of ways) {
    try {
      await run("python3", args, { timeout: FETCH_TIMEOUT_MS, env })
      return
    } catch (error) {
      problems.push(maskSecrets(error instanceof Error ? error.message.trim().slice(-600) : String(error)))
    }
  }
  throw new AppError(
    environmentErrors.toolMissing,
    `uv is not on PATH, and version ${UV_VERSION} could not be fetched from the package index. Install uv, or check pip's ` +
      "index URL, proxy and CA certificate.",
    { details: problems.map((message) => ({ code: "environments.fetch_failed", message })) },
  )
}

async function findOrFetch(toolsFolder: string): Promise<string> {
  const onPath = await findOnPath()
  if (onPath !== null) return onPath
  const folder = path.join(toolsFolder, `uv-${UV_VERSION}`)
  const program = path.join(folder, "bin/uv")
  const isThere = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  )
  if (isThere) return program
  const staging = `${folder}.${randomBytes(4).toString("hex")}`
  await mkdir(staging, { recursive: true, mode: 0o700 })
  try {
    await fetchInto(staging)
    // Whoever comes first wins; the loser's copy is the same version and is thrown away.
    await rename(staging, folder).catch(async () => access(program, constants.X_OK))
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
  return program
}

const found = new Map<string, Promise<string>>()

/** Forgets an answer that failed, because the network may be back, or whose program is gone: it was upgraded or removed. */
async function forgetIfGone(toolsFolder: string): Promise<void> {
  const known = found.get(toolsFolder)
  const isThere = await known
    ?.then((program) => access(program, constants.X_OK))
    .then(
      () => true,
      () => false,
    )
  // Another caller may look again already.
  if (isThere === false && found.get(toolsFolder) === known) found.delete(toolsFolder)
}

/**
 * The uv program: the one on PATH, else the pinned version, fetched once into `toolsFolder`.
 *
 * @returns its absolute, real path.
 * @throws AppError `environments.tool_missing` with what pip and the index answered.
 */
export async function findUv(toolsFolder: string): Promise<string> {
  await forgetIfGone(toolsFolder)
  const running = found.get(toolsFolder) ?? findOrFetch(toolsFolder)
  found.set(toolsFolder, running)
  return running
}
