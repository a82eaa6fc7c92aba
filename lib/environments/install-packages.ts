import { mkdir, writeFile } from "node:fs/promises"
import path from "node:path"

import type { BuildSpawn } from "./build-spawn.ts"
import { installArguments, isMissingWheel, needsSourceBuild, planRequirements } from "./plan-install.ts"
import type { PreparedEnvironment } from "./prepare-environment.ts"
import { runLogged } from "./run-logged.ts"

/** What the steps of one build share. */
export interface BuildContext {
  readonly prepared: PreparedEnvironment
  readonly uv: string
  /** The virtual environment; writable for the build. */
  readonly venv: string
  /** Scratch folder of this build; writable, removed at the end. */
  readonly work: string
  /** uv's cache that builds share. Only installations from wheels, which run no package's code, may write it. */
  readonly sharedCache: string
  readonly spawn: BuildSpawn
  readonly log: (line: string) => void
  readonly onSpawn: (pid: number) => void
  readonly signal: AbortSignal
}

/** How a step ended; `output` is what it printed, for finding the cause. */
export interface StepResult {
  readonly code: number
  readonly output: string
}

/** Enough of the output to hold uv's whole explanation of a conflict. */
const OUTPUT_LINES_MAX = 400
const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/** The machine's settings; an index that the environment names itself takes the place of theirs, as with pip. */
function indexSettings({ settings, dependencies }: PreparedEnvironment): Record<string, string> {
  const replaced = dependencies.options.indexUrl === null ? [] : ["UV_DEFAULT_INDEX", "UV_INDEX_URL"]
  return Object.fromEntries(Object.entries(settings.env).filter(([name]) => !replaced.includes(name)))
}

async function runStep(context: BuildContext, argv: readonly string[], cache: string): Promise<StepResult> {
  const { prepared, venv, work } = context
  const lines: string[] = []
  const { interpreter } = prepared.python
  const child = context.spawn({
    argv,
    writable: [...new Set([venv, work, cache])],
    readable: [context.uv, interpreter.executable, interpreter.prefix, ...prepared.settings.files],
    env: {
      UV_INDEX_STRATEGY: "unsafe-best-match",
      ...indexSettings(prepared),
      PATH: `${path.join(venv, "bin")}:${path.dirname(interpreter.executable)}:${PATH}`,
      HOME: path.join(work, "home"),
      UV_CACHE_DIR: cache,
      // Builds see cache and target as two mounts, between which the kernel makes no hard links.
      UV_LINK_MODE: "copy",
      UV_NO_PROGRESS: "1",
      UV_PYTHON_DOWNLOADS: "never",
      GIT_TERMINAL_PROMPT: "0",
    },
    cwd: work,
    temporary: path.join(work, "tmp"),
  })
  const code = await runLogged(child, {
    onLine: (line) => {
      lines.push(line)
      if (lines.length > OUTPUT_LINES_MAX) lines.shift()
      context.log(line)
    },
    onSpawn: context.onSpawn,
    signal: context.signal,
  })
  return { code, output: lines.join("\n") }
}

/** Makes an empty virtual environment in the folder that is already there. */
export async function createVenv(context: BuildContext): Promise<StepResult> {
  for (const folder of ["home", "tmp"]) await mkdir(path.join(context.work, folder), { recursive: true, mode: 0o700 })
  const { executable } = context.prepared.python.interpreter
  const argv = [context.uv, "venv", "--quiet", "--no-project", "--allow-existing", "--python", executable, context.venv]
  return runStep(context, argv, path.join(context.work, "cache"))
}

/**
 * Installs the environment's and the runtime's packages in one resolution. Wheels first, with the shared cache; what must be
 * built from source gets a cache of its own, because its code runs during the build and could poison a shared one.
 */
export async function installPackages(context: BuildContext): Promise<StepResult> {
  const { dependencies, runtime } = context.prepared
  const requirements = path.join(context.work, "requirements.in")
  await writeFile(requirements, planRequirements(dependencies, runtime), { mode: 0o600 })
  const base = [
    context.uv,
    "pip",
    "install",
    "--python",
    path.join(context.venv, "bin/python"),
    "--requirements",
    requirements,
    ...installArguments(dependencies.options),
  ]
  if (!needsSourceBuild(dependencies)) {
    const fromWheels = await runStep(context, [...base, "--no-build"], context.sharedCache)
    if (fromWheels.code === 0 || !isMissingWheel(fromWheels.output)) return fromWheels
    context.log("A package has no wheel: building it from source, with a cache of this environment's own.")
  }
  return runStep(context, base, path.join(context.work, "cache"))
}

/** Package folders of tests are left out: they are a third of the work, and serving imports none of them. */
const NOT_COMPILED = String.raw`[/\\]tests?[/\\]`

/**
 * Compiles the installed modules to bytecode, because instances see the environment read-only: without it each start of a
 * scikit-learn model takes 4 s instead of 1.4 s. `-S` keeps `.pth` files of packages from running.
 */
export async function compileBytecode(context: BuildContext): Promise<StepResult> {
  const python = path.join(context.venv, "bin/python")
  const target = path.join(context.venv, "lib")
  const argv = [python, "-I", "-S", "-m", "compileall", "-q", "-j", "0", "-x", NOT_COMPILED, target]
  return runStep(context, argv, path.join(context.work, "cache"))
}
