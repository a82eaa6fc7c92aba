"use client"

import { useState } from "react"

import type { Container } from "./log-line.ts"
import { LogScreen } from "./log-screen.tsx"
import type { LogParams } from "./use-log-params.ts"

interface LogPanelProps {
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string
  readonly container: Container
}

const START: LogParams = {
  mode: "follow",
  dep: "",
  container: "inference-server",
  instance: "",
  prev: false,
  q: "",
  level: [],
  around: false,
  wrap: true,
  time: "zone",
  t: "",
}

/** What a deployment writes now, as a part of another page: the newest lines, which go on by themselves. */
export function LogPanel({ workspace, endpoint, deployment, container }: LogPanelProps) {
  const [query, setQuery] = useState("")
  const source = { workspace, endpoint, deployment, container, instance: null, isPrevious: false }
  return (
    <LogScreen
      key={JSON.stringify(source)}
      source={source}
      params={{ ...START, q: query }}
      onParams={({ q }) => q !== undefined && setQuery(q ?? "")}
      isCompact
    />
  )
}
