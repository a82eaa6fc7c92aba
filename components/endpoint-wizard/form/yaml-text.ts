import { Document, isMap, LineCounter, parseAllDocuments, visit } from "yaml"

import type { RequestBody } from "./to-requests.ts"

/** What is wrong with a text of YAML, and where. */
export interface YamlProblem {
  /** `syntax`: the parser cannot read it. `alias`: `*name` without `&name` before it, or too many. `noMap`: a list or one value. */
  readonly kind: "syntax" | "alias" | "noMap"
  readonly line: number
  /** In the parser's own words. */
  readonly detail: string
}

/** What a text of YAML says: its maps, or what is wrong with it. */
export type YamlReading =
  | { readonly ok: true; readonly bodies: readonly RequestBody[] }
  | { readonly ok: false; readonly problems: readonly YamlProblem[] }

const ALIASES_MAX = 20

/** Reads documents that are parted by `---`. Pure. */
export function readYaml(text: string): YamlReading {
  const lines = new LineCounter()
  const problem = (kind: YamlProblem["kind"], offset: number, detail = "") => ({
    kind,
    line: Math.max(1, lines.linePos(offset).line),
    detail,
  })
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  if (!Array.isArray(documents)) return { ok: true, bodies: [] }
  const bodies: RequestBody[] = []
  const problems: YamlProblem[] = []
  for (const document of documents) {
    const { errors, contents } = document
    problems.push(...errors.map(({ message, pos }) => problem("syntax", pos[0], message)))
    if (errors.length > 0) continue
    const value = valueOf(document)
    if (value instanceof Error) problems.push(problem("alias", aliasIn(document), value.message))
    else if (isRecord(value)) bodies.push(value)
    else problems.push(problem("noMap", contents?.range?.[0] ?? 0))
  }
  return problems.length === 0 ? { ok: true, bodies } : { ok: false, problems }
}

/** What a document holds, or why its aliases do not resolve. */
function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Where the alias is that cannot be resolved, else where the first one is. */
function aliasIn(document: Document.Parsed): number {
  const found: { at: number; isResolved: boolean }[] = []
  visit(document, {
    Alias: (_key, node) => {
      found.push({ at: node.range?.[0] ?? 0, isResolved: node.resolve(document) !== undefined })
    },
  })
  return (found.find(({ isResolved }) => !isResolved) ?? found[0])?.at ?? 0
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
    return (before !== undefined && isMap(before.contents) && mergedText(before, body)) || textOf(new Document(body))
  })
  return documents.join("---\n")
}

const textOf = (document: Document | Document.Parsed) => document.toString({ lineWidth: 0, directives: false })

/** Null where the new values cannot stand beside the anchors and aliases of the text. */
function mergedText(document: Document.Parsed, body: RequestBody): string | null {
  try {
    merge(document, [], body)
    return textOf(document)
  } catch {
    return null
  }
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
