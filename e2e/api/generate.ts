import { mkdirSync, truncateSync, writeFileSync } from "node:fs"
import path from "node:path"

import type { Generated } from "./case-schema.ts"

/** Inputs that are too large to be written into a table. */

const ZEROS = "0".repeat(64)
const file = (name: string, size = 1) => ({ path: name, size, sha256: ZEROS })

/** What a request's body becomes, or its headers. */
export function generateRequest(kind: Generated): { body?: unknown; text?: string; headers?: Record<string, string> } {
  switch (kind) {
    case "nested-body":
      return { text: `{"flavors":${'{"a":'.repeat(70)}1${"}".repeat(70)}}` }
    case "long-key":
      return { headers: { "idempotency-key": "k".repeat(256) }, body: {} }
    case "long-segment":
      return { body: { files: [file(`${"é".repeat(128)}.txt`)] } }
    case "many-files":
      return { body: { files: Array.from({ length: 10_001 }, (_unused, i) => file(`f${i}`)) } }
    case "large-file":
      return { body: { files: [file("large.bin", 64 * 1024 * 1024)] } }
    case "large-chunk":
      return { text: "x".repeat(16 * 1024 * 1024 + 1) }
    case "large-draft":
      return { body: { kind: "traffic", payload: { text: "x".repeat(256 * 1024) }, schema_version: 1, step: "one" } }
    default:
      throw new Error(`${kind} is made of files.`)
  }
}

/** Writes files below `folder`. */
export function generateFiles(kind: Generated, folder: string): void {
  if (kind === "bomb") {
    const level = (name: string, of: string) =>
      `${name}: &${name} [${Array.from({ length: 10 }, () => `*${of}`).join(",")}]`
    const names = ["a", "b", "c", "d", "e", "f", "g", "h"]
    const lines = names.slice(1).map((name, index) => level(name, names[index] ?? "a"))
    writeFileSync(
      path.join(folder, "endpoint.yml"),
      ["name: yamlone", "a: &a [x,x,x,x,x,x,x,x,x,x]", ...lines].join("\n"),
    )
  } else if (kind === "terabyte") {
    writeFileSync(path.join(folder, "disk.img"), "")
    truncateSync(path.join(folder, "disk.img"), 1024 ** 4)
  } else if (kind === "hundred-thousand") {
    mkdirSync(path.join(folder, "model"))
    for (let i = 0; i < 100_000; i++) writeFileSync(path.join(folder, "model", `f${i}`), "")
  } else throw new Error(`${kind} is no file.`)
}
