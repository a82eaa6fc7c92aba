import path from "node:path"

import { readTreeFile } from "#lib/assets/index.ts"
import type { ResolvedCode } from "#lib/assets/index.ts"
import type { Context } from "#lib/identity/index.ts"
import type { Home } from "#lib/kernel/home.ts"

import type { DeploymentCheck } from "../preflight-schema.ts"
import { lookAtScript } from "./look-at-script.ts"
import type { Part } from "./resolve-parts.ts"

const CODE_FIELD = "code_configuration.code"
const SCRIPT_FIELD = "code_configuration.scoring_script"
const SCRIPT_BYTES_MAX = 1024 * 1024
/** Files that are named when the script is none of them. */
const NAMED_MAX = 5

/** Whether the folder of code is there, the scoring script in it, and `init` and `run` in that. */
export async function checkCode(
  ctx: Context,
  { code, scoringScript, home }: { code: Part<ResolvedCode>; scoringScript: string; home: Home },
): Promise<DeploymentCheck[]> {
  if (code === null) return []
  if (code.refusal !== null) {
    const values = { code: code.refusal.code }
    return [{ id: "code_refused", level: "fail", field: CODE_FIELD, message: code.refusal.message, values }]
  }
  const { name, version, treeDigest } = code.found
  const script = path.posix.normalize(scoringScript)
  const file = await readTreeFile(ctx, { treeDigest, path: script, bytesMax: SCRIPT_BYTES_MAX, home })
  const found = {
    id: "code_found",
    level: "pass",
    field: CODE_FIELD,
    message: `The code is there: ${file.paths.length} ${file.paths.length === 1 ? "file" : "files"}.`,
    values: { name, version, files: file.paths.length },
  } as const
  return [found, ...(file.isThere ? describeScript(script, file.text) : [describeMissing(script, file.paths)])]
}

function describeMissing(script: string, paths: readonly string[]): DeploymentCheck {
  const named = paths.filter((one) => one.endsWith(".py")).slice(0, NAMED_MAX)
  const files = named.length > 0 ? named : paths.slice(0, NAMED_MAX)
  return {
    id: "script_missing",
    level: "fail",
    field: SCRIPT_FIELD,
    message: `The code has no file "${script}".`,
    fix: `It has: ${files.join(", ")}. The path is relative to the code folder.`,
    values: { script, files: files.join(", ") },
  }
}

function describeScript(script: string, text: string | null): DeploymentCheck[] {
  const found = {
    id: "script_found",
    level: "pass",
    field: SCRIPT_FIELD,
    message: `The scoring script "${script}" is there.`,
    values: { script },
  } as const
  const look = text === null ? { init: "unclear" as const, run: "unclear" as const } : lookAtScript(text)
  const absent = (["init", "run"] as const).filter((name) => look[name] === "absent")
  if (absent.length > 0) {
    const functions = absent.map((name) => `${name}()`).join(" and ")
    const incomplete = {
      id: "script_incomplete",
      level: "fail",
      field: SCRIPT_FIELD,
      message: `"${script}" has no ${functions} function.`,
      fix: "Add `def init():`, which loads the model, and `def run(raw_data):`, which answers a request.",
      values: { script, functions },
    } as const
    return [found, incomplete]
  }
  if (look.init === "unclear" || look.run === "unclear") {
    const unclear = {
      id: "script_unclear",
      level: "warn",
      field: SCRIPT_FIELD,
      message: `Whether "${script}" has init() and run() cannot be seen without running it.`,
      values: { script },
    } as const
    return [found, unclear]
  }
  const message = `"${script}" defines init() and run().`
  return [found, { id: "script_complete", level: "pass", field: SCRIPT_FIELD, message, values: { script } }]
}
