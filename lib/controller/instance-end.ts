import type { ObservedInstance } from "#lib/compute/index.ts"
import type { InstanceEnd } from "#lib/deployments/contract.ts"
import { failureCodes } from "#lib/deployments/index.ts"
import type { ErrorDefinition } from "#lib/kernel/errors.ts"

const PHASE_AFTER = new Map([
  ["imports", "init"],
  ["init", "readiness"],
  ["serving", "readiness"],
])

/**
 * The step in which an instance ended: the one that failed by the runtime's own word, else the one after the last that it
 * reported as done.
 */
export function phaseOfEnd(
  observed: Pick<ObservedInstance, "phases" | "conditions"> | undefined,
  wasReady: boolean,
): string {
  if (wasReady) return "running"
  if (!observed || observed.conditions.some(({ reason }) => reason === "LaunchFailed")) return "start"
  const failed = observed.phases.find(({ error }) => error !== undefined)
  return failed?.phase ?? PHASE_AFTER.get(observed.phases.at(-1)?.phase ?? "") ?? "imports"
}

/** Failures that a fresh process would only repeat: the script or its packages are wrong. */
export function isFatalEnd({ error }: InstanceEnd): boolean {
  // `init()` may fail for a passing reason, such as a service that it calls; it gets its three tries.
  return error !== null && error.kind !== "init_failed"
}

const IMPORT_KINDS = new Set(["import_error", "script_missing", "mixed_decorators"])
const FUNCTION_KINDS = new Set(["missing_run", "missing_init", "bad_run_signature"])

/** The failure code and the sentence that say why instances ended. */
export function explainEnd(end: InstanceEnd): { definition: ErrorDefinition; message: string } {
  if (end.startError !== null) return { definition: failureCodes.startFailed, message: end.startError }
  if (end.oom) {
    return {
      definition: failureCodes.outOfMemory,
      message: "The instance used more memory than its instance_type has and was ended.",
    }
  }
  if (end.error) {
    const { kind, message } = end.error
    if (FUNCTION_KINDS.has(kind)) return { definition: failureCodes.functionNotFound, message }
    if (IMPORT_KINDS.has(kind)) return { definition: failureCodes.importError, message }
    return { definition: failureCodes.initFailed, message }
  }
  const when = end.phase === "running" ? "soon after it was ready" : "before it was ready"
  const how = end.signal === null ? `with exit code ${end.code}` : `by signal ${end.signal}`
  const message =
    end.signal === null && end.code === null
      ? `The instance vanished ${when}: nothing on the machine says how it ended.`
      : `The instance ended ${how} ${when}.`
  return { definition: failureCodes.crashed, message }
}
