import { FILE_BYTES_MAX, MANIFEST_PROBLEMS_MAX, TREE_BYTES_MAX, TREE_FILES_MAX } from "./limits.ts"
import { checkPath, foldName } from "./path-rules.ts"

/** One file of a tree. `size` in bytes, `sha256` in lower-case hex. */
export interface TreeFile {
  readonly path: string
  readonly size: number
  readonly sha256: string
  readonly executable: boolean
}

/** A tree as it is hashed and stored: files sorted by path (UTF-16 code units). */
export interface TreeManifest {
  readonly version: 1
  readonly files: readonly TreeFile[]
}

/** One broken rule. `kind` tells whether the tree is too large or a file is wrong. */
export interface ManifestProblem {
  readonly kind: "invalid" | "too_large"
  readonly code: string
  readonly target: string
  readonly message: string
}

export type ManifestResult =
  | { readonly ok: true; readonly manifest: TreeManifest; readonly sizeBytes: number }
  | { readonly ok: false; readonly problems: readonly ManifestProblem[] }

/** SHA-256 of nothing. */
export const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

interface ManifestEntry extends Omit<TreeFile, "executable"> {
  readonly executable?: boolean | undefined
}

const problem = (kind: ManifestProblem["kind"], code: string, target: string, message: string): ManifestProblem => ({
  kind,
  code,
  target,
  message,
})

function checkFile(file: ManifestEntry, sizes: Map<string, number>): ManifestProblem | null {
  const pathProblem = checkPath(file.path)
  if (pathProblem) return problem("invalid", "path", file.path, `The path ${pathProblem}.`)
  if (!/^[0-9a-f]{64}$/.test(file.sha256)) {
    return problem("invalid", "sha256", file.path, "sha256 must be 64 lower-case hexadecimal digits.")
  }
  if (!Number.isSafeInteger(file.size) || file.size < 0) {
    return problem("invalid", "size", file.path, "size must be a whole number of bytes, 0 or more.")
  }
  if (file.size > FILE_BYTES_MAX) {
    return problem("too_large", "file_bytes", file.path, `A file may have at most ${FILE_BYTES_MAX} bytes.`)
  }
  const known = sizes.get(file.sha256) ?? file.size
  if (known !== file.size || (file.sha256 === EMPTY_SHA256) !== (file.size === 0)) {
    return problem("invalid", "size", file.path, "size does not fit sha256: equal hashes have equal sizes.")
  }
  sizes.set(file.sha256, file.size)
  return null
}

/** A name in a folder, under the key that file systems without case or Unicode forms would know it by. */
interface Name {
  readonly exact: string
  readonly isFile: boolean
  readonly inside: Map<string, Name>
}

/**
 * Adds a path to the tree of names, one step for each of its segments. Finds two paths that one file system or another
 * takes for the same, and files that are folders elsewhere.
 */
function addPath(root: Map<string, Name>, path: string): ManifestProblem | null {
  const segments = path.split("/")
  let folder = root
  for (const [depth, exact] of segments.entries()) {
    const isFile = depth === segments.length - 1
    const key = foldName(exact)
    const other = folder.get(key)
    if (!other) {
      const name: Name = { exact, isFile, inside: new Map() }
      folder.set(key, name)
      folder = name.inside
    } else if (other.exact !== exact) {
      const message = `"${exact}" and "${other.exact}" are the same name where case or Unicode form does not count. Rename one.`
      return problem("invalid", "name_clash", path, message)
    } else if (isFile && other.isFile) {
      return problem("invalid", "duplicate", path, "The path is listed twice.")
    } else if (isFile || other.isFile) {
      return problem("invalid", "file_and_folder", path, `"${exact}" is a file and a folder at once.`)
    } else folder = other.inside
  }
  return null
}

/**
 * Checks the list of files of a tree and brings it into its one canonical form. Nothing in the result can leave the
 * folder that it is written to, on any file system. Stops after `MANIFEST_PROBLEMS_MAX` problems.
 */
export function validateManifest(entries: readonly ManifestEntry[]): ManifestResult {
  if (entries.length === 0) {
    return { ok: false, problems: [problem("invalid", "no_files", "files", "The tree has no files; it needs one.")] }
  }
  if (entries.length > TREE_FILES_MAX) {
    const message = `The tree has ${entries.length} files; it may have at most ${TREE_FILES_MAX}.`
    return { ok: false, problems: [problem("too_large", "file_count", "files", message)] }
  }
  const problems: ManifestProblem[] = []
  const sizes = new Map<string, number>()
  const names = new Map<string, Name>()
  let sizeBytes = 0
  for (const entry of entries) {
    const found = checkFile(entry, sizes) ?? addPath(names, entry.path)
    if (found) problems.push(found)
    else sizeBytes += entry.size
    if (problems.length >= MANIFEST_PROBLEMS_MAX) break
  }
  if (sizeBytes > TREE_BYTES_MAX) {
    const message = `The tree has ${sizeBytes} bytes; it may have at most ${TREE_BYTES_MAX}.`
    problems.push(problem("too_large", "tree_bytes", "files", message))
  }
  if (problems.length > 0) return { ok: false, problems }
  const files = entries
    .map(({ path, size, sha256, executable = false }) => ({ path, size, sha256, executable }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
  return { ok: true, manifest: { version: 1, files }, sizeBytes }
}
