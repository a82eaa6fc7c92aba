import { isUtf8 } from "node:buffer"
import { readFileSync } from "node:fs"
import path from "node:path"

import { isNode, isScalar, LineCounter, parseDocument, visit } from "yaml"
import type { Document } from "yaml"

import { CliError } from "../errors.ts"

export type KeyPath = readonly (string | number)[]

/** A YAML file's value, and where in the file each part of it stands. */
export interface YamlFile {
  /** As the person wrote it. */
  readonly file: string
  /** Absolute; relative paths in the file are meant from here. */
  readonly folder: string
  readonly value: unknown
  /** Line (from 1) of the value at a path, or of the nearest part around it. */
  readonly lineOf: (path: KeyPath) => number
}

/** Parts whose values are text whatever they look like: `version: 1.10` is "1.10", not 1.1. */
const TEXT_KEYS = new Set(["version", "tags", "properties", "environment_variables"])

function keepTextAsWritten(document: Document): void {
  visit(document, {
    Scalar(_key, node, ancestors) {
      if (typeof node.value !== "number" || node.source === undefined || String(node.value) === node.source) return
      const isText = ancestors.some(
        (ancestor) => "key" in ancestor && isScalar(ancestor.key) && TEXT_KEYS.has(String(ancestor.key.value)),
      )
      if (isText) node.value = node.source
    },
  })
}

function lineOf(document: Document, counter: LineCounter, keys: KeyPath): number {
  for (let length = keys.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true)
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line
  }
  return 1
}

/** Reads text as YAML 1.2 with merge keys. @throws CliError that names file and line */
export function parseYamlText(text: string, file: string): YamlFile {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, merge: true, prettyErrors: false })
  const problem = document.errors[0]
  if (problem !== undefined) {
    const { line, col } = counter.linePos(problem.pos[0])
    throw new CliError(`${file}:${line}:${col}: not valid YAML: ${problem.message}`)
  }
  keepTextAsWritten(document)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new CliError(`${file}: its aliases (*name) cannot be resolved or grow too large. Write the values out.`, {
      cause: error,
    })
  }
  return {
    file,
    folder: path.dirname(path.resolve(file)),
    value,
    lineOf: (keys) => lineOf(document, counter, keys),
  }
}

/** Reads a YAML file. @throws CliError that says what is wrong with the file and where */
export function readYaml(file: string): YamlFile {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT"
    throw new CliError(isMissing ? `There is no file ${file}.` : `${file} cannot be read.`, { cause: error })
  }
  if (!isUtf8(bytes)) throw new CliError(`${file} is not UTF-8. Save it in that encoding.`)
  return parseYamlText(bytes.toString("utf8"), file)
}
