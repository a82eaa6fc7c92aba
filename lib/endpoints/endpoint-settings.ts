import type { OnlineEndpointView } from "./schema.ts"

/** What people change of an endpoint that exists. Its split changes by itself, its name and auth mode never. */
export interface EndpointSettings {
  readonly description: string
  readonly tags: Readonly<Record<string, string>>
  readonly properties: Readonly<Record<string, string>>
}

/** The changeable settings of an endpoint. */
export function endpointSettings({ description, tags, properties }: OnlineEndpointView): EndpointSettings {
  return { description, tags, properties }
}

/** An endpoint in the keys of its file, in their order, with its split. */
export function toEndpointInput(view: OnlineEndpointView) {
  return {
    name: view.name,
    description: view.description,
    tags: view.tags,
    properties: view.properties,
    auth_mode: view.auth_mode,
    ...(view.identity === null ? {} : { identity: view.identity }),
    public_network_access: view.public_network_access,
    traffic: view.traffic,
  }
}

/** One setting that differs between what was read, what a person wants, and what somebody else has saved meanwhile. */
export interface SettingDifference {
  /** `description`, `tags.team`. */
  readonly path: string
  /** Null: not there. */
  readonly base: string | null
  readonly mine: string | null
  readonly theirs: string | null
  /** Both changed it, to different values. */
  readonly isConflict: boolean
}

/** Every setting on which the three do not agree, by path. */
export function compareSettings(
  base: EndpointSettings,
  mine: EndpointSettings,
  theirs: EndpointSettings,
): readonly SettingDifference[] {
  const [before, wanted, saved] = [flatten(base), flatten(mine), flatten(theirs)]
  const paths = [...new Set([...before.keys(), ...wanted.keys(), ...saved.keys()])].toSorted()
  return paths.flatMap((path) => {
    const [b, m, t] = [before.get(path) ?? null, wanted.get(path) ?? null, saved.get(path) ?? null]
    return b === m && b === t ? [] : [{ path, base: b, mine: m, theirs: t, isConflict: b !== m && b !== t && m !== t }]
  })
}

/** Both people's changes together; where they conflict, mine. */
export function mergeSettings(base: EndpointSettings, mine: EndpointSettings, theirs: EndpointSettings) {
  return {
    description: mine.description === base.description ? theirs.description : mine.description,
    tags: mergeMaps(base.tags, mine.tags, theirs.tags),
    properties: mergeMaps(base.properties, mine.properties, theirs.properties),
  }
}

type TextMap = Readonly<Record<string, string>>

function mergeMaps(base: TextMap, mine: TextMap, theirs: TextMap): Record<string, string> {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = mine[name] === base[name] ? theirs[name] : mine[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function flatten({ description, tags, properties }: EndpointSettings): Map<string, string> {
  const entries = (prefix: string, map: TextMap) =>
    Object.entries(map).map(([name, value]) => [`${prefix}.${name}`, value] as const)
  return new Map([["description", description], ...entries("tags", tags), ...entries("properties", properties)])
}
