"use client"

import { useSearchParams } from "next/navigation"
import { createLoader, parseAsBoolean, parseAsString, useQueryStates } from "nuqs"
import { useState } from "react"

import { formatSplit, isSameSplit, parseSplit } from "#lib/traffic/contract.ts"
import type { SplitRow } from "#lib/traffic/contract.ts"

import { isSameDraft, NO_DRAFT } from "./draft-memory.ts"
import type { DraftAddress } from "./draft-memory.ts"

export type Shares = Readonly<Record<string, number>>

const ADDRESS = { split: parseAsString, was: parseAsString, off: parseAsBoolean, lock: parseAsString }
const readAddress = createLoader(ADDRESS)

/**
 * The drafted split in the page's address: `?split=blue.90,green.10&was=blue.100,green.0`. It outlives a reload and can be
 * handed to somebody. What is no split of these deployments counts as no draft.
 *
 * @param names deployments in order of creation
 * @param current shares in force
 */
export function useDraftAddress(names: readonly string[], current: Shares) {
  const [given, setAddress] = useQueryStates(ADDRESS, { history: "replace" })
  // The address follows a moment later, and what it said before must never come back over what was typed since.
  const [edited, setEdited] = useState<typeof given | null>(null)
  const arrived = readAddress(useSearchParams())
  // Once it has followed, the address alone counts: a link or key that leads to the page without a draft leaves none.
  if (edited && isSameDraft(edited, given) && isSameDraft(edited, arrived)) setEdited(null)
  const address = edited ?? given
  const write = (next: Partial<DraftAddress>) => {
    const whole = { ...address, ...next }
    setEdited(whole)
    void setAddress(whole)
  }
  const locked = new Set(address.lock?.split(","))
  const toRows = (shares: Shares): SplitRow[] =>
    names.map((name) => ({ name, percent: shares[name] ?? 0, isLocked: locked.has(name) }))
  const inForce = formatSplit(toRows(current))
  const isOffInForce = names.every((name) => (current[name] ?? 0) === 0)
  const drafted = address.split === null ? null : parseSplit(address.split, names)
  const isOff = address.off ?? (drafted === null && isOffInForce)
  const shares: Shares = isOff ? {} : (drafted ?? current)
  const isDirty = !isSameSplit(names, shares, current) || isOff !== isOffInForce

  return {
    address,
    toRows,
    /** The split in force, as text. */
    inForce,
    isOffInForce,
    isOff,
    isDirty,
    /** Whether the address holds shares, wanted now or once traffic is on. */
    hasShares: drafted !== null,
    rows: toRows(shares),
    /** What was in force when the edit began. */
    base: (address.was === null ? null : parseSplit(address.was, names)) ?? current,
    /** Changes the draft; remembers what was in force when it began. */
    place: (next: Partial<DraftAddress>) => write({ was: isDirty ? (address.was ?? inForce) : inForce, ...next }),
    /** Changes the draft as it is said, whatever was in force. */
    set: write,
    /** No draft: what is in force, which others may change. */
    clear: () => write({ ...NO_DRAFT, lock: address.lock }),
  }
}
