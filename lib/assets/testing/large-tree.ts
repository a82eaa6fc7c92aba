/** A tree whose upload takes about 50 steps: small files, equal ones, an empty one and large ones. */
export const LARGE_TREE: Readonly<Record<string, string>> = {
  "empty.txt": "",
  "again/same.txt": "the same",
  "same.txt": "the same",
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`small/${i}.txt`, `file ${i}`])),
  ...Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`large/${i}.bin`, `${i}`.repeat(600_000 + i)])),
}
