import { IGNORE_FILES, leftOut } from "#lib/assets/contract.ts"
import type { UploadKind } from "#lib/assets/contract.ts"

/** One file of what was picked; `path` is relative to the picked folder. */
export interface PickedFile {
  readonly path: string
  readonly file: Blob
}

/** What a person picked or dropped: one file, or a folder. */
export interface Picked {
  readonly name: string
  readonly kind: "file" | "folder"
  readonly files: readonly PickedFile[]
}

/** Name of the folder that several loose files are put into. */
const LOOSE_FOLDER: Readonly<Record<UploadKind, string>> = { model: "model", code: "code" }

/**
 * Files with their paths from the picker or a drop, as one tree: a single folder keeps its name, several loose files become
 * a folder.
 */
export function toPicked(files: readonly PickedFile[], kind: UploadKind): Picked | null {
  const [first] = files
  if (first === undefined) return null
  const roots = new Set(files.map(({ path }) => (path.includes("/") ? path.split("/")[0] : null)))
  const [root] = roots
  if (roots.size === 1 && root != null) {
    return {
      name: root,
      kind: "folder",
      files: files.map((one) => ({ ...one, path: one.path.slice(root.length + 1) })),
    }
  }
  // Code is always a folder: the scoring script is named inside it.
  if (files.length === 1 && kind === "model") return { name: first.path, kind: "file", files }
  return { name: LOOSE_FOLDER[kind], kind: "folder", files }
}

/** Without what the folder's own rules leave out (`.amlignore`, for code also `.gitignore`). */
export async function withoutLeftOut(picked: Picked, kind: UploadKind): Promise<Picked> {
  const rules = IGNORE_FILES[kind]
    .map((name) => picked.files.find(({ path }) => path === name))
    .find((found) => found !== undefined)
  const isLeftOut = leftOut(kind, rules === undefined ? null : await rules.file.text())
  const files = picked.files.filter(({ path }) => {
    const parts = path.split("/")
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"))
    return !isLeftOut(path, "file") && !folders.some((folder) => isLeftOut(folder, "folder"))
  })
  return { ...picked, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) }
}
