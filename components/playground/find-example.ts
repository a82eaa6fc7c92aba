type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)
const child = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined)

/**
 * The example of a request's body that a scoring script gives with `inference-schema`: in swagger 2 at
 * `definitions.ServiceInput.example`, in OpenAPI 3 under `components.schemas`. Null when it gives none, or an empty one.
 */
export function findExample(description: string): string | null {
  let document: unknown
  try {
    document = JSON.parse(description)
  } catch {
    return null
  }
  const schemas = child(child(document, "components"), "schemas")
  for (const input of [child(child(document, "definitions"), "ServiceInput"), child(schemas, "ServiceInput")]) {
    const example = child(input, "example")
    if (isObject(example) && Object.keys(example).length > 0) return JSON.stringify(example, null, 2)
  }
  return null
}
