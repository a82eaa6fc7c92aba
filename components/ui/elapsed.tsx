"use client"

import { Duration } from "./duration.tsx"
import { useClock } from "./use-clock.ts"

const TICK_MS = 1000

interface ElapsedProps {
  /** ISO 8601. */
  readonly from: string
  /** Null: it goes on. */
  readonly to: string | null
}

/** How long something took, or takes so far. */
export function Elapsed({ from, to }: ElapsedProps) {
  return to === null ? <SoFar from={from} /> : <Duration ms={Date.parse(to) - Date.parse(from)} />
}

function SoFar({ from }: { readonly from: string }) {
  return <Duration ms={useClock(TICK_MS).getTime() - Date.parse(from)} />
}
