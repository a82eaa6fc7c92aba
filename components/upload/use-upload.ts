"use client"

import { useEffect, useRef, useState } from "react"

import { toApiError } from "#components/data/api-error.ts"
import type { UploadKind } from "#lib/assets/contract.ts"

import { withoutLeftOut } from "./picked.ts"
import type { Picked } from "./picked.ts"
import { sendTree } from "./send-tree.ts"
import { uploadApi } from "./upload-api.ts"
import type { UploadState } from "./upload-state.ts"

interface UseUploadOptions {
  readonly workspace: string
  readonly kind: UploadKind
  /** Told what is about to be sent, without what is left out. */
  readonly onBegin: (picked: Picked) => void
  /** Told the reference of the finished tree. */
  readonly onDone: (picked: Picked, reference: string) => void
}

interface Upload {
  readonly state: UploadState
  readonly start: (picked: Picked) => void
  readonly cancel: () => void
  readonly retry: () => void
}

/** One upload at a time. It goes on while other steps of a form are open, and ends with the form: picked again, it goes on. */
export function useUpload({ workspace, kind, onBegin, onDone }: UseUploadOptions): Upload {
  const [state, setState] = useState<UploadState>({ phase: "idle" })
  const running = useRef<AbortController | null>(null)
  // The network is no part of React: nobody sees an upload whose form is closed, and it must not write into it.
  useEffect(
    () => () => {
      running.current?.abort()
      running.current = null
    },
    [],
  )

  async function run(all: Picked, abort: AbortController) {
    const { signal } = abort
    const show = (next: UploadState) => running.current === abort && setState(next)
    let picked = all
    try {
      picked = await withoutLeftOut(all, kind)
      onBegin(picked)
      const onProgress = (progress: Extract<UploadState, { phase: "running" }>["progress"]) =>
        show({ phase: "running", picked, progress })
      onProgress({ phase: "hashing", doneBytes: 0, totalBytes: 0, files: new Map() })
      const reference = await sendTree(picked, { api: uploadApi(workspace), onProgress, signal, sleep })
      if (running.current !== abort) return
      setState({ phase: "idle" })
      onDone(picked, reference)
    } catch (error) {
      if (signal.aborted) return
      show({ phase: "failed", picked, error: toApiError(error) })
    }
  }

  function start(picked: Picked) {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    void run(picked, abort)
  }

  return {
    state,
    start,
    cancel: () => {
      running.current?.abort()
      running.current = null
      setState({ phase: "idle" })
    },
    retry: () => state.phase === "failed" && start(state.picked),
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener("abort", () => {
      clearTimeout(timer)
      reject(new DOMException("The upload was cancelled.", "AbortError"))
    })
  })
}
