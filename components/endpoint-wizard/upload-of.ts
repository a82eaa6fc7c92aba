import type { Picked } from "#components/upload/picked.ts"

import type { TreeUpload } from "./form/wizard-form.ts"

/** Python files of a folder that are offered as the scoring script. */
const SCRIPTS_MAX = 50

/** What the form remembers of picked files; `tree` once they are on the server. */
export function uploadOf({ name, kind, files }: Picked, tree: string | null): TreeUpload {
  const scripts = files.map(({ path }) => path).filter((path) => path.endsWith(".py"))
  return {
    tree,
    name,
    kind,
    fileCount: files.length,
    bytes: files.reduce((sum, { file }) => sum + file.size, 0),
    scripts: scripts.slice(0, SCRIPTS_MAX),
  }
}
