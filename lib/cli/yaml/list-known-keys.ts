import { z } from "zod"

import { isRecord } from "./is-record.ts"
import type { KeyPath } from "./read-yaml.ts"

function branches(schema: unknown): Readonly<Record<string, unknown>>[] {
  if (!isRecord(schema)) return []
  const inner = [schema["anyOf"], schema["oneOf"], schema["allOf"]].filter(Array.isArray).flat()
  return [schema, ...inner.flatMap(branches)]
}

function step(schema: unknown, key: string | number): unknown[] {
  return branches(schema).flatMap((branch) => {
    if (typeof key === "number") return [branch["items"]]
    const properties = branch["properties"]
    return [isRecord(properties) ? properties[key] : undefined, branch["additionalProperties"]]
  })
}

/** The keys that a schema knows at a path; empty where any key is allowed. Used only to word an error. */
export function listKnownKeys(schema: z.ZodType, path: KeyPath): string[] {
  let current: unknown[] = [z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })]
  for (const key of path) current = current.flatMap((part) => step(part, key))
  const properties = current.flatMap(branches).map((branch) => branch["properties"])
  return [...new Set(properties.filter(isRecord).flatMap((map) => Object.keys(map)))]
}
