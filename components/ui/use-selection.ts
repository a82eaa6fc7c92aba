"use client"

import { useMemo, useReducer } from "react"

interface Selection {
  readonly selected: ReadonlySet<string>
  /** Where a range begins. */
  readonly anchor: string | null
}
type Act =
  | { readonly kind: "toggle"; readonly key: string; readonly isRange: boolean }
  | { readonly kind: "all" }
  | { readonly kind: "none" }

const NOTHING: Selection = { selected: new Set(), anchor: null }

/**
 * Which rows of a list are chosen. What is chosen stays so while a filter hides it; what no longer exists is for the caller
 * to leave out.
 *
 * @param keys of the rows that are shown, in their order
 */
export function useSelection(keys: readonly string[]) {
  const [{ selected }, act] = useReducer((state: Selection, next: Act) => change(state, next, keys), NOTHING)
  // `act` is the same function for ever, so these are too, and rows that did not change are not drawn again.
  const acts = useMemo(
    () => ({
      onToggle: (key: string, isRange: boolean) => act({ kind: "toggle", key, isRange }),
      onToggleAll: () => act({ kind: "all" }),
      clear: () => act({ kind: "none" }),
    }),
    [],
  )
  const isAllSelected = keys.length > 0 && keys.every((key) => selected.has(key))
  return { selected, isAllSelected, ...acts }
}

function change({ selected, anchor }: Selection, next: Act, keys: readonly string[]): Selection {
  if (next.kind === "none") return NOTHING
  if (next.kind === "all") {
    const isAll = keys.every((key) => selected.has(key))
    const others = [...selected].filter((key) => !keys.includes(key))
    return { selected: new Set(isAll ? others : [...others, ...keys]), anchor: null }
  }
  const isOn = !selected.has(next.key)
  const changed = new Set(selected)
  for (const key of next.isRange ? rangeOf(keys, anchor, next.key) : [next.key]) {
    if (isOn) changed.add(key)
    else changed.delete(key)
  }
  return { selected: changed, anchor: next.key }
}

function rangeOf(keys: readonly string[], from: string | null, to: string): readonly string[] {
  const [a, b] = [from === null ? -1 : keys.indexOf(from), keys.indexOf(to)]
  return a < 0 || b < 0 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1)
}
