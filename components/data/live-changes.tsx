"use client"

import { useQueryClient } from "@tanstack/react-query"
import type { QueryClient } from "@tanstack/react-query"
import { useEffect } from "react"

import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { changeLog } from "./change-log.ts"
import { setConnection } from "./connection.ts"
import { isOutdatedBy } from "./is-outdated-by.ts"
import type { Change } from "./is-outdated-by.ts"
import { meQuery } from "./queries.ts"
import { askFor } from "./use-api.ts"

const RECONNECT_MS_MIN = 500
const RECONNECT_MS_MAX = 5000
/** The studio says something at least every 15 s; a connection that is silent for longer than this is dead. */
const SILENCE_MS_MAX = 40_000

type Message =
  | { readonly kind: "hello" }
  /** `isRefused`: it was never open. */
  | { readonly kind: "lost"; readonly isRefused: boolean }
  | { readonly kind: "change"; readonly change: Change }

/**
 * Keeps the cache up to date by the workspace's change stream. Of all tabs of one browser one holds the stream (browsers
 * allow six connections to a server over HTTP/1.1) and tells the others; when it closes, another one takes over.
 */
export function LiveChanges({ workspace }: { readonly workspace: string }) {
  const client = useQueryClient()
  useEffect(() => {
    const name = `caudal-changes-${workspace}`
    const channel = new BroadcastChannel(name)
    const stop = new AbortController()
    const handle = (message: Message) => apply(client, message)
    channel.addEventListener("message", ({ data }: MessageEvent<Message>) => handle(data))
    const tell = (message: Message) => {
      handle(message)
      channel.postMessage(message)
    }
    const path = fillPath(apiPaths.changes, { workspace })
    const lead = async () => await followStream(path, tell, stop.signal)
    // Browsers have locks on https and localhost only; elsewhere each tab holds a stream of its own.
    const locks: LockManager | undefined = navigator.locks
    // Where another tab holds the stream, no `hello` comes: what changed since the server read this page is unknown.
    void locks?.query().then(({ held = [] }) => {
      if (!stop.signal.aborted && held.some((lock) => lock.name === name)) handle({ kind: "hello" })
    })
    void (locks ? locks.request(name, { signal: stop.signal }, lead).catch(() => undefined) : lead())
    return () => {
      stop.abort()
      channel.close()
    }
  }, [client, workspace])
  return null
}

function apply(client: QueryClient, message: Message): void {
  const nowMs = Date.now()
  setConnection(message.kind !== "lost", nowMs)
  if (message.kind === "hello") {
    changeLog.noteEverything(nowMs)
    void client.invalidateQueries()
  }
  // Browsers do not say why a stream was refused: if the session has ended, this answer does.
  if (message.kind === "lost" && message.isRefused) void askWhoIsThere(client)
  if (message.kind !== "change") return
  changeLog.note(message.change, nowMs)
  void client.invalidateQueries({ predicate: ({ queryKey: [path] }) => isOutdatedBy(String(path), message.change) })
}

async function askWhoIsThere(client: QueryClient): Promise<void> {
  await client.fetchQuery({ ...askFor(meQuery), staleTime: 0 }).catch(() => undefined)
}

/** Follows the stream until `signal`; whenever it breaks it is opened again, after a pause that grows and varies. */
async function followStream(path: string, tell: (message: Message) => void, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const wasOpen = await openStream(path, tell, signal)
    if (signal.aborted) return
    if (wasOpen) failures = 0
    tell({ kind: "lost", isRefused: !wasOpen })
    const pauseMs = Math.min(RECONNECT_MS_MAX, RECONNECT_MS_MIN * 2 ** failures) * (0.5 + Math.random() / 2)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** One connection, until it ends. Answers whether it ever was one. */
async function openStream(path: string, tell: (message: Message) => void, signal: AbortSignal): Promise<boolean> {
  return await new Promise((resolve) => {
    const source = new EventSource(path)
    let wasOpen = false
    let watchdog = setTimeout(() => end(), SILENCE_MS_MAX)
    const stayAwake = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(() => end(), SILENCE_MS_MAX)
    }
    const end = () => {
      clearTimeout(watchdog)
      source.close()
      resolve(wasOpen)
    }
    const greet = () => {
      wasOpen = true
      tell({ kind: "hello" })
    }
    for (const event of ["hello", "resync", "change", "beat"]) source.addEventListener(event, stayAwake)
    source.addEventListener("hello", greet)
    source.addEventListener("resync", greet)
    source.addEventListener("change", ({ data }: MessageEvent<string>) =>
      tell({ kind: "change", change: JSON.parse(data) }),
    )
    source.addEventListener("error", end)
    signal.addEventListener("abort", end, { once: true })
  })
}
