import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"

import { environmentErrors } from "./errors.ts"
import { explainFailure } from "./explain-failure.ts"
import { compileBytecode, createVenv, installPackages } from "./install-packages.ts"
import type { BuildContext, StepResult } from "./install-packages.ts"
import type { BuildLog } from "./open-build-log.ts"
import type { PreparedEnvironment } from "./prepare-environment.ts"

/** A build that takes longer than this is ended. */
export const BUILD_TIMEOUT_MS = 30 * 60 * 1000

export const phasesSchema = z.object({
  resolve: z.number(),
  tool: z.number(),
  venv: z.number(),
  install: z.number(),
  compile: z.number(),
})

/** Milliseconds of each part of a build; all but `resolve` are 0 if the environment was there. */
export type BuildPhases = z.infer<typeof phasesSchema>

/** Milliseconds since `performance.now()` was `start`. */
export function elapsedSince(start: number): number {
  return Math.round(performance.now() - start)
}

function failure(prepared: PreparedEnvironment, step: StepResult, log: BuildLog): AppError {
  const details = [{ code: "environments.log_tail", message: log.tail().join("\n"), target: "log" }]
  if (/No space left on device|ENOSPC/.test(step.output)) {
    return new AppError(environmentErrors.diskFull, "The disk filled up during the build. Free some and try again.", {
      details,
    })
  }
  const cause = explainFailure(step.output, prepared.dependencies.requirements, prepared.runtime)
  return new AppError(environmentErrors.buildFailed, `The environment could not be built: ${cause.message}.`, {
    target: cause.origin ? `${cause.origin.file}:${cause.origin.line}` : "environment",
    details,
  })
}

function checkStopped(signal: AbortSignal): void {
  if (!signal.aborted) return
  const isTimeout = signal.reason instanceof Error && signal.reason.name === "TimeoutError"
  throw isTimeout
    ? new AppError(
        environmentErrors.buildFailed,
        `The build was ended: it took longer than ${BUILD_TIMEOUT_MS / 60_000} minutes.`,
      )
    : new AppError(environmentErrors.buildCanceled, "The build was canceled.")
}

/**
 * The steps of a build, one after the other.
 *
 * @throws AppError that names the package and its line, or that says that the build was stopped.
 */
export async function runBuildSteps(
  context: BuildContext,
  log: BuildLog,
): Promise<Omit<BuildPhases, "resolve" | "tool">> {
  const phases = { venv: 0, install: 0, compile: 0 }
  const steps = [
    { phase: "venv", run: createVenv, mayFail: false },
    { phase: "install", run: installPackages, mayFail: false },
    // A package may ship files that this Python cannot compile; they fail when imported, not now.
    { phase: "compile", run: compileBytecode, mayFail: true },
  ] as const
  for (const { phase, run, mayFail } of steps) {
    checkStopped(context.signal)
    const start = performance.now()
    const step = await run(context)
    phases[phase] = elapsedSince(start)
    checkStopped(context.signal)
    if (step.code !== 0 && !mayFail) throw failure(context.prepared, step, log)
  }
  return phases
}
