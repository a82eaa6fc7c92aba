import { search } from "@jmespath-community/jmespath"

import { UsageError } from "../errors.ts"

type JsonValue = Parameters<typeof search>[0]

/** The part of `value` that a JMESPath query names; null where there is none. @throws UsageError */
export function applyQuery(value: unknown, query: string): unknown {
  // A round trip through JSON makes it a value that the library takes: no undefined, nothing but JSON.
  const json: JsonValue = JSON.parse(JSON.stringify(value ?? null))
  try {
    return search(json, query)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`argument --query: '${query}' is not valid JMESPath: ${reason}`)
  }
}
