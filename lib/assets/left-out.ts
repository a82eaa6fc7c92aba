import type { IsIgnored } from "./ignore-rules.ts"
import { parseIgnoreRules } from "./ignore-rules.ts"

/** What is uploaded. */
export type UploadKind = "code" | "model"

/** Never part of a model or of code, whatever the rules say. */
const NEVER = new Set([".git"])
const NEVER_IN_CODE = new Set([...NEVER, "__pycache__", ".ipynb_checkpoints"])

/**
 * Files that may hold the rules, the first one decides: for code `.amlignore`, else `.gitignore`, as `az` does; for a model
 * only `.amlignore`, because a repository's `.gitignore` often names the model itself.
 */
export const IGNORE_FILES: Readonly<Record<UploadKind, readonly string[]>> = {
  code: [".amlignore", ".gitignore"],
  model: [".amlignore"],
}

/**
 * What is left out of an upload, by the text of its file of rules. Pure: the CLI and browsers send the same tree.
 *
 * @param rulesText null when there is no such file
 */
export function leftOut(kind: UploadKind, rulesText: string | null): IsIgnored {
  const rules = rulesText === null ? () => false : parseIgnoreRules(rulesText)
  const never = kind === "code" ? NEVER_IN_CODE : NEVER
  return (relativePath, entry) => never.has(relativePath.split("/").at(-1) ?? "") || rules(relativePath, entry)
}
