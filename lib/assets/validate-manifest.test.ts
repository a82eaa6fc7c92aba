import fc from "fast-check"
import { expect, test } from "vitest"

import { FILE_BYTES_MAX, PATH_DEPTH_MAX, TREE_BYTES_MAX, TREE_FILES_MAX } from "./limits.ts"
import { treeDigest } from "./tree-digest.ts"
import { EMPTY_SHA256, validateManifest } from "./validate-manifest.ts"

const HASH = "a".repeat(64)
const file = (path: string, more: object = {}) => ({ path, size: 3, sha256: HASH, executable: false, ...more })

function codesOf(files: readonly ReturnType<typeof file>[]): string[] {
  const result = validateManifest(files)
  return result.ok ? [] : result.problems.map((problem) => problem.code)
}

test.each([
  ["an absolute path", "/etc/passwd"],
  ["a drive letter", "C:/windows"],
  ["a parent segment", "model/../../x"],
  ["a lone parent", ".."],
  ["a dot segment", "a/./b"],
  ["an empty path", ""],
  ["an empty segment", "a//b"],
  ["a slash at the end", "a/"],
  ["a backslash", "a\\b"],
  ["a NUL", "a\0b"],
  ["a line end", "a\nb"],
  ["an escape sequence", "\u001b[2J"],
  ["text that turns direction", "gpj.\u202eexe"],
  ["half a surrogate pair", "a\ud800b"],
  ["a device", "models/NUL"],
  ["a device with an ending", "aux.py"],
  ["a dot at the end", "a./b"],
  ["a space at the end", "a "],
  ["a name of 256 bytes", "x".repeat(256)],
  ["a name of 255 characters and 256 bytes", `${"x".repeat(254)}é`],
  [
    "a path of 1,025 bytes",
    Array.from({ length: 5 }, () => "x".repeat(205))
      .join("/")
      .slice(0, 1025),
  ],
  ["too many levels", Array.from({ length: PATH_DEPTH_MAX + 1 }, () => "x").join("/")],
])("a path that is %s is refused", (_what, path) => {
  expect(codesOf([file(path)])).toEqual(["path"])
})

test.each(["model.pkl", "a/b/c.txt", "été.bin", "..hidden", ".env", "run:1.txt", "con1", "日本語/モデル"])(
  "the path %s is taken",
  (path) => {
    expect(codesOf([file(path)])).toEqual([])
  },
)

test.each([
  ["twice the same", ["a", "a"], "duplicate"],
  ["case", ["Model.pkl", "model.PKL"], "name_clash"],
  ["case of a folder", ["Data/x", "data/y"], "name_clash"],
  ["sharp s", ["straße", "STRASSE"], "name_clash"],
  ["Unicode form", ["caf\u00e9", "cafe\u0301"], "name_clash"],
  ["Unicode form of a folder", ["caf\u00e9/a", "cafe\u0301/b"], "name_clash"],
  ["compatibility form", ["\ufb01le", "file"], "name_clash"],
  ["a file that is a folder", ["a/b", "a"], "file_and_folder"],
  ["a folder that is a file", ["a", "a/b"], "file_and_folder"],
])("names that clash by %s are refused", (_what, paths, code) => {
  expect(codesOf(paths.map((path) => file(path)))).toEqual([code])
})

test.each([
  ["upper-case hash", { sha256: "A".repeat(64) }, "sha256"],
  ["short hash", { sha256: "abc" }, "sha256"],
  ["negative size", { size: -1 }, "size"],
  ["fraction", { size: 1.5 }, "size"],
  ["not a number", { size: Number.NaN }, "size"],
  ["a sparse terabyte", { size: 1024 ** 4 }, "file_bytes"],
  ["nothing with a size", { sha256: EMPTY_SHA256 }, "size"],
  ["size 0 with the hash of something", { size: 0 }, "size"],
])("a file with %s is refused", (_what, more, code) => {
  expect(codesOf([file("x", more)])).toEqual([code])
})

test("one hash with two sizes is refused", () => {
  expect(codesOf([file("a"), file("b", { size: 4 })])).toEqual(["size"])
})

test("too many files, too many bytes and no files are refused by their limit", () => {
  const many = Array.from({ length: TREE_FILES_MAX + 1 }, (_, i) => file(`f${i}`))
  expect(codesOf(many)).toEqual(["file_count"])
  expect(codesOf(many.slice(1))).toEqual([])
  expect(codesOf([])).toEqual(["no_files"])
  const count = TREE_BYTES_MAX / FILE_BYTES_MAX + 1
  const large = Array.from({ length: count }, (_, i) =>
    file(`f${i}`, { size: FILE_BYTES_MAX, sha256: `${i}`.padEnd(64, "0") }),
  )
  expect(codesOf(large)).toEqual(["tree_bytes"])
})

test("a list with thousands of wrong paths is answered with a few of them", () => {
  const result = validateManifest(Array.from({ length: 5000 }, (_, i) => file(`../${i}`)))
  expect(result.ok ? 0 : result.problems.length).toBe(20)
})

const anyPath = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(fc.constantFrom("a", "A", "..", ".", "", "b\\c", "é", "e\u0301", "nul", "x\0", "ß", "ss"), { maxLength: 5 })
    .map((s) => s.join("/")),
)

test("whatever the paths are, an accepted tree stays inside its folder and has no two names that a file system merges", () => {
  fc.assert(
    fc.property(fc.array(anyPath, { maxLength: 12 }), (paths) => {
      const result = validateManifest(paths.map((path) => file(path)))
      if (!result.ok) return
      const names = result.manifest.files.map((entry) => entry.path)
      for (const name of names) {
        const segments = name.split("/")
        expect(segments.some((segment) => ["", ".", ".."].includes(segment))).toBe(false)
        expect(name).not.toMatch(/[\\\0]|^\//)
      }
      for (const form of ["NFC", "NFD"] as const) {
        expect(new Set(names.map((name) => name.normalize(form).toLowerCase())).size).toBe(names.length)
      }
      expect(names.some((name) => names.some((other) => other.startsWith(`${name}/`)))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test("the digest of a tree does not depend on the order of its files and changes with every part of a file", () => {
  const files = [file("b"), file("a/c"), file("a-b"), file("d", { executable: true })]
  const digestOf = (entries: typeof files) => {
    const result = validateManifest(entries)
    return result.ok ? treeDigest(result.manifest) : null
  }
  const digest = digestOf(files)
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  fc.assert(
    fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
      expect(digestOf(shuffled)).toBe(digest)
    }),
  )
  const [first, ...rest] = files
  for (const change of [{ path: "c" }, { executable: true }, { sha256: "b".repeat(64) }]) {
    expect(digestOf([{ ...file("b"), ...change }, ...rest])).not.toBe(digest)
  }
  expect(first?.path).toBe("b")
})
