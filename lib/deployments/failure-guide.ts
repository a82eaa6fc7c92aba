/**
 * What a person can do about a failed deployment. Which words explain a code and which acts are likely to help stand here
 * together, so that a code without help is a test that fails, not a card that shrugs.
 */

/** An act that may mend a failure, most of them a step of the form that edits the deployment. */
export const FAILURE_FIXES = [
  "editModel",
  "editCode",
  "editEnvironment",
  "editCompute",
  "editProbes",
  "raiseDelay",
  "openBuildLog",
  "openLog",
  "retry",
] as const
export type FailureFix = (typeof FAILURE_FIXES)[number]

interface FailureGuide {
  /** Names its words in the pages' messages. */
  readonly topic: string
  /** What is likely to help, most likely first. */
  readonly fixes: readonly FailureFix[]
}

const GUIDES = {
  ImageBuildFailure: { topic: "environmentFailed", fixes: ["editEnvironment", "openBuildLog", "retry"] },
  UserScriptFunctionNotFound: { topic: "functionNotFound", fixes: ["editCode", "openLog"] },
  UserScriptImportError: { topic: "importError", fixes: ["editEnvironment", "editCode", "openLog"] },
  UserScriptInitFailed: { topic: "initFailed", fixes: ["editCode", "editModel", "openLog", "retry"] },
  ResourceNotReady: { topic: "crashed", fixes: ["openLog", "editCode", "retry"] },
  ReadinessProbeFailed: { topic: "notReadyInTime", fixes: ["raiseDelay", "editProbes", "editCode", "openLog"] },
  OutOfMemory: { topic: "outOfMemory", fixes: ["editCompute", "editModel", "openLog"] },
  StartFailed: { topic: "startFailed", fixes: ["retry", "editCompute"] },
  OperationCanceled: { topic: "canceled", fixes: ["retry", "editCode"] },
  "environments.definition_invalid": { topic: "definitionInvalid", fixes: ["editEnvironment"] },
  "environments.conda_file_invalid": { topic: "condaFileInvalid", fixes: ["editEnvironment"] },
  "environments.package_unknown": { topic: "packageUnknown", fixes: ["editEnvironment"] },
  "environments.requirement_refused": { topic: "requirementRefused", fixes: ["editEnvironment"] },
  "environments.python_missing": { topic: "pythonMissing", fixes: ["editEnvironment", "retry"] },
  "environments.compute_unsupported": { topic: "computeUnsupported", fixes: ["editEnvironment"] },
  "environments.tool_missing": { topic: "toolMissing", fixes: ["retry"] },
  "environments.build_failed": { topic: "buildFailed", fixes: ["editEnvironment", "openBuildLog", "retry"] },
  "environments.disk_full": { topic: "diskFull", fixes: ["retry"] },
} as const satisfies Readonly<Record<string, FailureGuide>>

export type FailureTopic = (typeof GUIDES)[keyof typeof GUIDES]["topic"]

/** Of a code that no version of this page knows: what the server said stands for itself. */
const UNKNOWN = { topic: "unknown", fixes: ["openLog", "retry"] } as const satisfies FailureGuide

/** The words and acts for a failure: of its reason if that is known, else of its code. */
export function failureGuide({ code, reason }: { readonly code: string; readonly reason?: string | null }): {
  readonly topic: FailureTopic | "unknown"
  readonly fixes: readonly FailureFix[]
} {
  const known: Readonly<Record<string, (typeof GUIDES)[keyof typeof GUIDES] | undefined>> = GUIDES
  return (reason ? known[reason] : undefined) ?? known[code] ?? UNKNOWN
}
