"use client"

import { useSyncExternalStore } from "react"

/** The code of one kind of layer (menus, dialogs ...), which the first load of a page does without. */
export interface Layer<Code> {
  /** Starts to load; what failed, for example without a connection, is tried again. */
  readonly load: () => void
  readonly peek: () => Code | null
  /** Listens, and loads when the browser has nothing else to do. */
  readonly whenIdle: (listener: () => void) => () => void
  /** Listens, and loads without waiting. */
  readonly atOnce: (listener: () => void) => () => void
}

const IDLE_MS = 2000

/** A layer whose code is loaded once for the whole page. What mounts later than that has it in its first render. */
export function createLayer<Code>(fetchCode: () => Promise<Code>): Layer<Code> {
  const listeners = new Set<() => void>()
  let code: Code | null = null
  let loading: Promise<void> | null = null
  let isPlanned = false

  async function fetchOnce() {
    try {
      code = await fetchCode()
      for (const listener of listeners) listener()
    } catch {
      // Whoever wants it next tries again.
    }
    loading = null
  }
  function load() {
    if (code === null) loading ??= fetchOnce()
  }
  function listen(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    load,
    peek: () => code,
    whenIdle(listener) {
      if (!isPlanned) onIdle(load)
      isPlanned = true
      return listen(listener)
    },
    atOnce(listener) {
      load()
      return listen(listener)
    },
  }
}

/** Safari has no idle callback. */
function onIdle(act: () => void) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: IDLE_MS })
  else setTimeout(act, IDLE_MS)
}

/** The code of a layer, `null` on the server and until it is loaded: when it is wanted, or when the browser is idle. */
export function useLayer<Code>(layer: Layer<Code>, isWanted = false): Code | null {
  return useSyncExternalStore(isWanted ? layer.atOnce : layer.whenIdle, layer.peek, () => null)
}
