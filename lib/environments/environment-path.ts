import path from "node:path"

/**
 * A path that a line of the environment names, as one below the environment's folder.
 *
 * @param written relative to the environment's folder, as pip reads it from there.
 * @returns the path with `/`, empty for the folder itself; null if it is absolute or leaves the folder.
 */
export function pathInsideEnvironment(written: string): string | null {
  if (written.includes("\0") || written.includes("\\") || written.startsWith("~")) return null
  if (path.posix.isAbsolute(written) || /^[a-z]:/i.test(written)) return null
  const normal = path.posix.normalize(written).replace(/\/$/, "")
  if (normal === ".") return ""
  return normal === ".." || normal.startsWith("../") ? null : normal
}
