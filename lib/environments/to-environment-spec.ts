import { isMap, LineCounter, parseDocument, stringify } from "yaml"

import { AppError } from "#lib/kernel/errors.ts"

import type { EnvironmentDefinition, EnvironmentSpec } from "./environment-input.ts"
import { environmentErrors } from "./errors.ts"

const TARGET = "conda_file"

function invalid(message: string): AppError {
  return new AppError(environmentErrors.condaFileInvalid, message, { target: TARGET })
}

/** Refuses text that is no map in YAML. What is in the map is the build's matter: what it may hold depends on the compute. */
function requireYamlMap(text: string): void {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const [problem] = document.errors
  if (problem) {
    throw invalid(`conda_file line ${lineCounter.linePos(problem.pos[0]).line} is not YAML: ${problem.message}`)
  }
  if (isMap(document.contents)) return
  const isPath = !text.includes("\n")
  throw invalid(
    isPath
      ? `conda_file "${text.slice(0, 200)}" is a path. Send the file's content; the CLI does that for local files.`
      : "conda_file must be a map with `dependencies:`, as conda writes it.",
  )
}

/** The content of an environment's file in its one stored form. @throws environments.conda_file_invalid */
export function toEnvironmentSpec(input: EnvironmentDefinition): EnvironmentSpec {
  const { image, conda_file: condaFile, build, inference_config: routes } = input
  const text = typeof condaFile === "string" ? condaFile : condaFile ? stringify(condaFile) : null
  if (text !== null) requireYamlMap(text)
  const named = Object.entries(routes ?? {}).flatMap(([name, route]) => (route ? [[name, route] as const] : []))
  return {
    image: image ?? null,
    conda_file: text,
    build: build ?? null,
    os_type: input.os_type,
    inference_config: named.length === 0 ? null : Object.fromEntries(named),
  }
}
