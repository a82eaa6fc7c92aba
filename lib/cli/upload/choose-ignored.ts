import { existsSync, readFileSync } from "node:fs"
import path from "node:path"

import type { IsIgnored } from "./ignore-rules.ts"
import { parseIgnoreRules } from "./ignore-rules.ts"

/** Never part of a model or of code, whatever the rules say. */
const NEVER = new Set([".git"])
const NEVER_IN_CODE = new Set([...NEVER, "__pycache__", ".ipynb_checkpoints"])

function readRules(root: string, names: readonly string[]): IsIgnored {
  const file = names.map((name) => path.join(root, name)).find((candidate) => existsSync(candidate))
  return file === undefined ? () => false : parseIgnoreRules(readFileSync(file, "utf8"))
}

/**
 * What is left out of an upload: for code `.amlignore`, else `.gitignore`, as `az` does; for a model only `.amlignore`,
 * because a repository's `.gitignore` often names the model itself.
 */
export function chooseIgnored(root: string, kind: "code" | "model"): IsIgnored {
  const rules = readRules(root, kind === "code" ? [".amlignore", ".gitignore"] : [".amlignore"])
  const never = kind === "code" ? NEVER_IN_CODE : NEVER
  return (relativePath, entry) => never.has(path.posix.basename(relativePath)) || rules(relativePath, entry)
}
