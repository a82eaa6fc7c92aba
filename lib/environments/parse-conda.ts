import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml"
import type { Node, Scalar, YAMLMap } from "yaml"

import { AppError } from "#lib/kernel/errors.ts"

import type { Origin, PythonRequest, Requirement } from "./dependencies.ts"
import { environmentErrors } from "./errors.ts"
import { translateCondaPackage } from "./translate-conda-package.ts"

/** A conda file, read but with its pip lines still as text. */
export interface CondaFile {
  readonly python: PythonRequest | null
  readonly requirements: readonly Requirement[]
  readonly pipLines: readonly { readonly text: string; readonly origin: Origin }[]
  readonly warnings: readonly string[]
}

/** Channels whose packages PyPI has too, so that leaving the channel out needs no word. */
const USUAL_CHANNELS: ReadonlySet<string> = new Set([
  "conda-forge",
  "defaults",
  "anaconda",
  "main",
  "nodefaults",
  "pytorch",
])
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  "name",
  "channels",
  "dependencies",
  "prefix",
  "variables",
  "platforms",
])

function invalid(message: string): AppError {
  return new AppError(environmentErrors.condaFileInvalid, message, { target: "conda_file" })
}

interface Reader {
  readonly fileName: string
  lineOf(node: Node | Scalar | null | undefined): number
}

function readDocument(text: string, fileName: string): { root: YAMLMap; reader: Reader } {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const problem = document.errors[0]
  if (problem) {
    const { line } = lineCounter.linePos(problem.pos[0])
    throw invalid(`${fileName} line ${line} is not YAML: ${problem.message}`)
  }
  if (!isMap(document.contents)) throw invalid(`${fileName} must be a map with \`dependencies:\`, as conda writes it.`)
  const reader = {
    fileName,
    lineOf: (node: Node | Scalar | null | undefined) => (node?.range ? lineCounter.linePos(node.range[0]).line : 1),
  }
  return { root: document.contents, reader }
}

function readPipList(entry: YAMLMap, reader: Reader): { text: string; origin: Origin }[] {
  const list = entry.get("pip", true)
  const line = reader.lineOf(entry)
  if (!isSeq(list) || entry.items.length !== 1) {
    throw invalid(`${reader.fileName} line ${line}: the only map allowed in \`dependencies\` is \`pip:\` with a list.`)
  }
  return list.items.map((item) => {
    const at = isScalar(item) ? reader.lineOf(item) : line
    if (!isScalar(item) || typeof item.value !== "string") {
      throw invalid(`${reader.fileName} line ${at}: an entry of \`pip:\` must be text.`)
    }
    return { text: item.value, origin: { file: reader.fileName, line: at } }
  })
}

function fileWarnings(root: YAMLMap, reader: Reader): string[] {
  const warnings: string[] = []
  const channels = root.get("channels")
  const names = isSeq(channels) ? channels.items.map((item) => (isScalar(item) ? String(item.value) : "")) : []
  const unusual = names.filter((name) => name !== "" && !USUAL_CHANNELS.has(name))
  if (unusual.length > 0) {
    warnings.push(
      `${reader.fileName}: the channels ${unusual.join(", ")} are not asked on local compute; packages come from PyPI.`,
    )
  }
  if (root.has("variables")) {
    warnings.push(
      `${reader.fileName}: \`variables\` are left out; write them under \`environment_variables\` of the deployment.`,
    )
  }
  const unknown = root.items
    .map((pair) => (isScalar(pair.key) ? String(pair.key.value) : "?"))
    .filter((key) => !KNOWN_KEYS.has(key))
  if (unknown.length > 0) warnings.push(`${reader.fileName}: unknown keys are left out: ${unknown.join(", ")}.`)
  return warnings
}

/**
 * Reads a conda environment file. Package names and versions are translated for PyPI; lines under `pip:` are kept as written.
 *
 * @param fileName how messages call the file.
 * @throws AppError naming the line: `environments.conda_file_invalid`, `.package_unknown`, `.requirement_refused`.
 */
export function parseConda(text: string, fileName: string): CondaFile {
  const { root, reader } = readDocument(text, fileName)
  const dependencies = root.get("dependencies", true)
  if (!isSeq(dependencies)) throw invalid(`${fileName} must have a list \`dependencies:\`.`)
  let python: PythonRequest | null = null
  const requirements: Requirement[] = []
  const pipLines: { text: string; origin: Origin }[] = []
  const warnings = fileWarnings(root, reader)
  for (const item of dependencies.items) {
    if (isMap(item)) {
      pipLines.push(...readPipList(item, reader))
      continue
    }
    const line = isScalar(item) ? reader.lineOf(item) : reader.lineOf(dependencies)
    if (!isScalar(item) || typeof item.value !== "string") {
      throw invalid(
        `${fileName} line ${line}: an entry of \`dependencies\` must be text such as \`numpy=2.1\`, or \`pip:\`.`,
      )
    }
    const found = translateCondaPackage(item.value, { file: fileName, line })
    if (found.kind === "python") python = found.request
    if (found.kind === "requirement") {
      requirements.push(found.requirement)
      if (found.warning) warnings.push(found.warning)
    }
  }
  return { python, requirements, pipLines, warnings }
}
