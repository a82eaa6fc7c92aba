"use client"

import {
  createParser,
  debounce,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs"
import type { Nullable, UseQueryStatesKeysMap, Values } from "nuqs"

import { isLineMark } from "./line-mark.ts"
import { CONTAINERS, LEVELS } from "./log-line.ts"
import { LINE_TIMES } from "./line-time.ts"

const TYPING_MS = 300

const matching = (isGood: (text: string) => boolean) =>
  createParser({ parse: (text: string) => (isGood(text) ? text : null), serialize: (text: string) => text })

const PARAMS = {
  mode: parseAsStringLiteral(["follow", "history"]).withDefault("follow"),
  dep: parseAsString.withDefault(""),
  container: parseAsStringLiteral(CONTAINERS).withDefault("inference-server"),
  instance: matching((text) => /^\w{1,64}$/.test(text)).withDefault(""),
  prev: parseAsBoolean.withDefault(false),
  q: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(TYPING_MS) }),
  level: parseAsArrayOf(parseAsStringLiteral(LEVELS)).withDefault([]),
  /** Shows the lines around those that were found, too. */
  around: parseAsBoolean.withDefault(false),
  wrap: parseAsBoolean.withDefault(false),
  time: parseAsStringLiteral(LINE_TIMES).withDefault("zone"),
  /** One line: its time, and which of those that have it. */
  t: matching(isLineMark).withDefault(""),
} as const satisfies UseQueryStatesKeysMap

export type LogParams = Values<typeof PARAMS>
export type SetLogParams = (change: Partial<Nullable<LogParams>>) => void

/** What of a log is shown, and how: all of it in the address. */
export function useLogParams(): readonly [LogParams, SetLogParams] {
  const [params, setParams] = useQueryStates(PARAMS, { history: "replace" })
  return [params, (change) => void setParams(change)]
}
