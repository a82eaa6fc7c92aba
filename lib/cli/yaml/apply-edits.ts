import type { FlagUse } from "../args/index.ts"
import { UsageError } from "../errors.ts"
import { ADD, FORCE_STRING, REMOVE, SET } from "../shared-flags.ts"

import { parseSetValue } from "./parse-set-value.ts"
import { getAt, parseSetPath, removeAt, setAt } from "./set-path.ts"

function applySet(value: unknown, words: readonly string[], forceString: boolean): unknown {
  return words.reduce<unknown>((edited, word) => {
    const equals = word.indexOf("=")
    if (equals < 1) throw new UsageError(`argument --set: '${word}' must be PATH=VALUE`)
    return setAt(edited, parseSetPath(word.slice(0, equals)), parseSetValue(word.slice(equals + 1), { forceString }))
  }, value)
}

/** Words after --add PATH: `key=value` pairs make one map, anything else is an element of its own. */
function addedElements(words: readonly string[], forceString: boolean): unknown[] {
  const pairs = words.map((word) => /^([\w.-]+)=(.*)$/s.exec(word))
  if (pairs.every((pair) => pair !== null)) {
    return [Object.fromEntries(pairs.map((pair) => [pair[1], parseSetValue(pair[2] ?? "", { forceString })]))]
  }
  return words.map((word) => parseSetValue(word, { forceString }))
}

function applyAdd(value: unknown, words: readonly string[], forceString: boolean): unknown {
  const [where, ...added] = words
  if (where === undefined || added.length === 0) throw new UsageError("argument --add: needs PATH and what to add")
  const path = parseSetPath(where)
  const list = getAt(value, path) ?? []
  if (!Array.isArray(list)) throw new UsageError(`argument --add: '${where}' is not a list`)
  return setAt(value, path, [...list, ...addedElements(added, forceString)])
}

function applyRemove(value: unknown, words: readonly string[]): unknown {
  const [where, index, ...rest] = words
  if (where === undefined || rest.length > 0)
    throw new UsageError("argument --remove: needs PATH and at most one index")
  const path = parseSetPath(where)
  return removeAt(value, index === undefined ? path : [...path, index])
}

/** Applies `--set`, `--add` and `--remove` in the order of the command line. @throws UsageError */
export function applyEdits(value: unknown, uses: readonly FlagUse[]): unknown {
  const forceString = uses.some((use) => use.flag === FORCE_STRING)
  return uses.reduce<unknown>((edited, { flag, words }) => {
    if (flag === SET) return applySet(edited, words, forceString)
    if (flag === ADD) return applyAdd(edited, words, forceString)
    return flag === REMOVE ? applyRemove(edited, words) : edited
  }, value)
}
