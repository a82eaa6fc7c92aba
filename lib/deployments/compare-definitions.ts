import { canonicalJson } from "#lib/kernel/json.ts"

/** One key of a file whose value differs; null on a side that does not have it. */
export interface KeyChange {
  /** With dots, as `--set` takes it: `readiness_probe.period`. */
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

/** Which keys differ between two definitions, by name. Maps are compared key by key, everything else as a whole. Pure. */
export function compareDefinitions(before: object, after: object): KeyChange[] {
  const [old, now] = [flatten(before), flatten(after)]
  const keys = [...new Set([...old.keys(), ...now.keys()])].toSorted()
  return keys
    .map((key) => ({ key, before: old.get(key) ?? null, after: now.get(key) ?? null }))
    .filter((change) => canonicalJson(change.before) !== canonicalJson(change.after))
}

function flatten(value: object, prefix = ""): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      const key = prefix + name
      return inner !== null && typeof inner === "object" && !Array.isArray(inner)
        ? [...flatten(inner, `${key}.`)]
        : [[key, inner] as const]
    }),
  )
}
