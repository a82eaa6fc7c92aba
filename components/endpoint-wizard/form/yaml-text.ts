import { Document, isMap, parseAllDocuments } from "yaml"

import type { RequestBody } from "./to-requests.ts"

/** What a text of YAML says: its maps, or what is wrong with it. */
export type YamlReading =
  | { readonly ok: true; readonly bodies: readonly RequestBody[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Reads documents that are parted by `---`. Pure. */
export function readYaml(text: string): YamlReading {
  const documents = parseAllDocuments(text)
  if (!Array.isArray(documents)) return { ok: true, bodies: [] }
  const problems = documents.flatMap(({ errors }) => errors.map(({ message }) => message.split("\n")[0] ?? message))
  if (problems.length > 0) return { ok: false, problems }
  const bodies = documents.map((document): unknown => document.toJS({ maxAliasCount: 20 }))
  const maps = bodies.filter(
    (body): body is RequestBody => typeof body === "object" && body !== null && !Array.isArray(body),
  )
  return maps.length === bodies.length
    ? { ok: true, bodies: maps }
    : { ok: false, problems: ["Each document must be a map."] }
}

/**
 * The text with the values of `bodies`: only what differs is written, so comments, order and style stay as somebody wrote
 * them. Pure.
 */
export function writeYaml(text: string, bodies: readonly RequestBody[]): string {
  const reading = readYaml(text)
  const parsed = reading.ok ? parseAllDocuments(text) : []
  const documents = bodies.map((body, index) => {
    const before = Array.isArray(parsed) ? parsed[index] : undefined
    if (before === undefined || !isMap(before.contents)) return new Document(body)
    merge(before, [], body)
    return before
  })
  return documents.map((document) => document.toString({ lineWidth: 0, directives: false })).join("---\n")
}

interface Tree {
  hasIn(path: readonly string[]): boolean
  getIn(path: readonly string[], keepScalar?: boolean): unknown
  setIn(path: readonly string[], value: unknown): void
  deleteIn(path: readonly string[]): boolean
  toJS(): unknown
}

const isRecord = (value: unknown): value is RequestBody =>
  typeof value === "object" && value !== null && !Array.isArray(value)

function merge(document: Tree, path: readonly string[], body: RequestBody): void {
  const before = valueAt(document.toJS(), path)
  for (const key of isRecord(before) ? Object.keys(before) : []) {
    if (!(key in body)) document.deleteIn([...path, key])
  }
  for (const [key, value] of Object.entries(body)) {
    const at = [...path, key]
    const old = valueAt(document.toJS(), at)
    if (isRecord(value) && isRecord(old)) merge(document, at, value)
    else if (JSON.stringify(old) !== JSON.stringify(value)) document.setIn(at, value)
  }
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), root)
}
