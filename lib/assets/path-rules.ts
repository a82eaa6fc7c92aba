import { PATH_BYTES_MAX, PATH_DEPTH_MAX, SEGMENT_BYTES_MAX } from "./limits.ts"

/** Names that Windows gives to devices, with any ending: a tree must be the same on every machine. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** C0 and C1 controls, line and paragraph separators, and marks that turn the direction of text. */
const CONTROL = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

const encoder = new TextEncoder()

/** Length in UTF-8 bytes. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

/** What is wrong with one segment of a path (a file's or folder's name), or null. */
export function checkSegment(segment: string): string | null {
  if (segment === "") return "must not have an empty segment"
  if (segment === "." || segment === "..") return `must not have the segment "${segment}"`
  if (!segment.isWellFormed()) return "must be valid Unicode"
  if (CONTROL.test(segment)) return "must not have control characters"
  if (/[/\\]/.test(segment)) return "must not have slashes or backslashes in a name"
  if (utf8Bytes(segment) > SEGMENT_BYTES_MAX) return `must have at most ${SEGMENT_BYTES_MAX} bytes in each segment`
  if (/[. ]$/.test(segment)) return "must not have a segment that ends with a dot or a space"
  if (DEVICE_NAME.test(segment)) return `must not use the device name "${segment}"`
  return null
}

/** What is wrong with a path inside a tree, or null. The path is relative, with `/` between segments. */
export function checkPath(path: string): string | null {
  if (path === "") return "must not be empty"
  if (path.includes("\\")) return "must use / between segments, not a backslash"
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "must be relative to the folder, not absolute"
  if (utf8Bytes(path) > PATH_BYTES_MAX) return `must have at most ${PATH_BYTES_MAX} bytes`
  const segments = path.split("/")
  if (segments.length > PATH_DEPTH_MAX) return `must have at most ${PATH_DEPTH_MAX} levels`
  for (const segment of segments) {
    const problem = checkSegment(segment)
    if (problem) return problem
  }
  return null
}

/**
 * A key that is equal for names that some file system takes for the same: Unicode-normalised, without case. Upper case
 * first, because that also folds ß and the final sigma.
 */
export function foldName(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC")
}
