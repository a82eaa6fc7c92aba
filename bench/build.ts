import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"

import { findBwrap } from "#lib/compute/index.ts"
import { buildEnvironment, spawnBuildPlain, spawnBuildSandboxed } from "#lib/environments/index.ts"
import type { BuildPhases } from "#lib/environments/index.ts"
import { homeAt } from "#lib/kernel/home.ts"

/*
 * How long the scikit-learn environment of examples/diabetes takes: cold (no uv, no cache), again with uv and its cache, and
 * when it is there already.
 *
 *     node bin/node24.js bench/build.ts
 */

/** Most that a cold scikit-learn environment may take. */
const COLD_MS_MAX = 30_000
const CHECKOUT = path.resolve(import.meta.dirname, "..")

function print(title: string, phases: BuildPhases, totalMs: number): void {
  const parts = Object.entries(phases).map(([name, ms]) => `${name} ${ms}`)
  process.stdout.write(`${title.padEnd(34)} ${String(Math.round(totalMs)).padStart(6)} ms   ${parts.join(", ")}\n`)
}

const home = homeAt(await mkdtemp(path.join(tmpdir(), "caudal-bench-")))
const { tool } = await findBwrap(home.tools)
const text = await readFile(path.join(CHECKOUT, "examples/diabetes/conda.yml"), "utf8")

async function measure(title: string, fileText: string): Promise<number> {
  const start = performance.now()
  const built = await buildEnvironment({
    source: {
      image: null,
      hasDockerfile: false,
      dependencyFile: { name: "conda.yml", text: fileText },
    },
    home,
    runtimeRequirementsPath: path.join(CHECKOUT, "lib/runtimes/python/requirements.txt"),
    isPythonFallbackAllowed: false,
    spawn: tool ? spawnBuildSandboxed(tool) : spawnBuildPlain,
  })
  const totalMs = performance.now() - start
  print(title, built.phasesMs, totalMs)
  return totalMs
}

try {
  const coldMs = await measure("cold: nothing is there", text)
  await measure("another environment, same packages", `${text}      - six==1.16.0\n`)
  await measure("the same environment again", text)
  const isMet = coldMs <= COLD_MS_MAX
  process.stdout.write(`budget for cold: ${COLD_MS_MAX} ms, ${isMet ? "met" : "missed"}\n`)
  process.exitCode = isMet ? 0 : 1
} finally {
  await rm(home.root, { recursive: true, force: true })
}
