import { z } from "zod"

const node = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
})
type Node = z.infer<typeof node>

function alternatives(value: unknown): Node[] {
  const parsed = node.safeParse(value)
  if (!parsed.success) return []
  const { anyOf = [], allOf = [], oneOf = [] } = parsed.data
  return [parsed.data, ...[...anyOf, ...allOf, ...oneOf].flatMap(alternatives)]
}

function step(nodes: readonly Node[], part: PropertyKey): Node[] {
  return nodes.flatMap((current) =>
    alternatives(current.properties?.[String(part)] ?? current.items ?? current.additionalProperties),
  )
}

/** The keys that an object at `path` of `schema` may have, for naming the nearest one. */
export function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const root = alternatives(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }))
  const nodes = path.reduce(step, root)
  return [...new Set(nodes.flatMap(({ properties }) => Object.keys(properties ?? {})))]
}
