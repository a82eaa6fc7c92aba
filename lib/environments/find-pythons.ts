import { execFile } from "node:child_process"
import { readdir, realpath, stat } from "node:fs/promises"
import { homedir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"

import { z } from "zod"

import { inheritEnv } from "#lib/kernel/env.ts"

import type { Interpreter } from "./choose-python.ts"

const run = promisify(execFile)
const QUESTION =
  "import json,os,sys;print(json.dumps([list(sys.version_info[:3]),os.path.realpath(sys._base_executable),sys.base_prefix,sys.implementation.name]))"
const answerSchema = z.tuple([z.tuple([z.number(), z.number(), z.number()]), z.string(), z.string(), z.string()])
const PROBE_TIMEOUT_MS = 10_000

/** Asking an interpreter costs up to 200 ms, so each file is asked once per process, again if it changes. */
const asked = new Map<string, Promise<Omit<Interpreter, "isDefault"> | null>>()

async function ask(file: string): Promise<Omit<Interpreter, "isDefault"> | null> {
  try {
    const { stdout } = await run(file, ["-I", "-c", QUESTION], { timeout: PROBE_TIMEOUT_MS })
    const [version, executable, prefix, implementation] = answerSchema.parse(JSON.parse(stdout))
    return implementation === "cpython" ? { version, executable, prefix } : null
  } catch {
    // A shim for a version that is not active, or a broken installation: the same as not being there.
    return null
  }
}

async function askOnce(file: string): Promise<Omit<Interpreter, "isDefault"> | null> {
  const real = await realpath(file).catch(() => null)
  if (!real) return null
  const facts = await stat(real)
  // Shims are one script under many names, so the name as found belongs to the key.
  const key = `${file}:${real}:${facts.mtimeMs}:${facts.size}`
  const known = asked.get(key) ?? ask(file)
  asked.set(key, known)
  return known
}

async function list(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

function pathFolders(): string[] {
  const folders = (inheritEnv().PATH ?? "").split(path.delimiter)
  return [...new Set(folders.filter((folder) => path.isAbsolute(folder)))]
}

/** Python files on PATH in its order, then those that pyenv and uv keep for this user. */
async function candidateFiles(): Promise<string[]> {
  const env = inheritEnv()
  const found: string[] = []
  for (const folder of pathFolders()) {
    // Older ones are never taken, and asking costs time.
    const names = (await list(folder)).filter((name) => /^python3(\.(9|\d\d+))?$/.test(name))
    found.push(...names.toSorted().map((name) => path.join(folder, name)))
  }
  const stores = [
    path.join(env.PYENV_ROOT ?? path.join(homedir(), ".pyenv"), "versions"),
    env.UV_PYTHON_INSTALL_DIR ?? path.join(env.XDG_DATA_HOME ?? path.join(homedir(), ".local/share"), "uv/python"),
  ]
  for (const store of stores) {
    const names = (await list(store)).filter((name) => !/^2|^3\.[0-8]\./.test(name))
    found.push(...names.toSorted().map((name) => path.join(store, name, "bin/python3")))
  }
  return found
}

/** What `python3` means on PATH: the first that answers; null if none does. */
export async function findDefaultPython(): Promise<Interpreter | null> {
  for (const folder of pathFolders()) {
    const answer = await askOnce(path.join(folder, "python3"))
    if (answer) return { ...answer, isDefault: true }
  }
  return null
}

/** Every CPython 3.9 or newer of this machine, once each. */
export async function findPythons(): Promise<Interpreter[]> {
  const [files, standard] = await Promise.all([candidateFiles(), findDefaultPython()])
  const answers = await Promise.all(files.map(askOnce))
  const byExecutable = new Map<string, Interpreter>()
  for (const answer of answers) {
    if (answer) {
      byExecutable.set(answer.executable, { ...answer, isDefault: answer.executable === standard?.executable })
    }
  }
  return [...byExecutable.values()]
}
