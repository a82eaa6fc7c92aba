import { UsageError } from "../errors.ts"

import { isRecord } from "./is-record.ts"
import type { KeyPath } from "./read-yaml.ts"

/**
 * Splits `a.b[0].c` into keys and indexes; `\.` is a dot inside a key, and brackets may hold a name (`tags[cost.center]`).
 *
 * @throws UsageError
 */
export function parseSetPath(text: string): KeyPath {
  const keys: (string | number)[] = []
  const pattern = /(?:^|(?<!^)\.)((?:[^.[\\]|\\.)+)|\[(\d+|-?1)\]|\[([^\]]+)\]/gy
  let end = 0
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length
    const [, key, index, name] = match
    if (key !== undefined) keys.push(key.replaceAll(/\\(.)/g, "$1"))
    else if (index !== undefined) keys.push(Number(index))
    else if (name !== undefined) keys.push(name.replaceAll(/^['"]|['"]$/g, ""))
  }
  if (keys.length > 0 && end === text.length) return keys
  throw new UsageError(`'${text}' is not a path into the definition; write it as tags.owner or list[0].key`)
}

function stopAt(container: unknown, key: string | number): never {
  throw new UsageError(
    typeof container === "string"
      ? `--set cannot go into '${container}' (at '${key}'): it is a reference. Replace the whole value instead.`
      : `--set cannot go into ${JSON.stringify(container)} (at '${key}'): it is neither a map nor a list.`,
  )
}

function asIndex(key: string | number, length: number): number | undefined {
  if (typeof key === "number") return key < 0 ? length + key : key
  return /^\d+$/.test(key) ? Number(key) : undefined
}

/** A copy of `container` with `value` at `path`; maps and lists on the way are made. @throws UsageError */
export function setAt(container: unknown, path: KeyPath, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(container) || (container === undefined && typeof key === "number")) {
    const list: unknown[] = Array.isArray(container) ? [...container] : []
    const index = asIndex(key, list.length)
    if (index === undefined || index < 0 || index > list.length) {
      throw new UsageError(`--set: '${key}' is not a place in a list of ${list.length}`)
    }
    list[index] = setAt(list[index], rest, value)
    return list
  }
  if (container === undefined || container === null) return { [key]: setAt(undefined, rest, value) }
  if (!isRecord(container)) return stopAt(container, key)
  return { ...container, [key]: setAt(getAt(container, [key]), rest, value) }
}

/** The value at `path`, or undefined. */
export function getAt(container: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return inner[asIndex(key, inner.length) ?? -1]
    return isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined
  }, container)
}

/** A copy of `container` without what stands at `path`. @throws UsageError when nothing stands there */
export function removeAt(container: unknown, path: KeyPath): unknown {
  const [key, ...rest] = path
  const missing = () => new UsageError(`--remove: there is nothing at '${path.join(".")}'`)
  if (key === undefined) throw missing()
  if (Array.isArray(container)) {
    const index = asIndex(key, container.length)
    if (index === undefined || index < 0 || index >= container.length) throw missing()
    return rest.length === 0 ? container.toSpliced(index, 1) : container.with(index, removeAt(container[index], rest))
  }
  if (!isRecord(container) || !Object.hasOwn(container, key)) throw missing()
  if (rest.length > 0) return { ...container, [key]: removeAt(container[key], rest) }
  return Object.fromEntries(Object.entries(container).filter(([name]) => name !== String(key)))
}
