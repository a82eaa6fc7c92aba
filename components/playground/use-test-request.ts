"use client"

import { useEffect, useRef, useState } from "react"

import { sendJson } from "#components/data/send-json.ts"
import { toApiError } from "#components/data/api-error.ts"
import type { ApiError } from "#components/data/api-error.ts"
import type { TestInput, TestResult } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** What a test is sent with; the API has defaults for the rest. */
export type TestRequest = Pick<TestInput, "body" | "method" | "path" | "deployment">

/** How far a series has come. */
export type TestState =
  | { readonly kind: "idle" }
  | { readonly kind: "sending"; readonly done: number; readonly total: number }
  | { readonly kind: "failed"; readonly error: ApiError }

interface SendOptions {
  readonly times: number
  readonly onAnswer: (request: TestRequest, result: TestResult) => void
}

/** Sends requests to an endpoint through the studio, one after the other, until all are answered, it is canceled or the page is left. */
export function useTestRequest(workspace: string, endpoint: string) {
  const [state, setState] = useState<TestState>({ kind: "idle" })
  const running = useRef<AbortController | null>(null)
  const path = fillPath(apiPaths.testEndpoint, { workspace, endpoint })
  // Nobody sees the answers of who has left the page.
  useEffect(() => () => running.current?.abort(), [])

  async function send(requests: readonly TestRequest[], { times, onAnswer }: SendOptions): Promise<void> {
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    const total = times * requests.length
    const series = Array.from({ length: times }, () => requests).flat()
    try {
      for (const [done, request] of series.entries()) {
        setState({ kind: "sending", done, total })
        const { body } = await sendJson<TestResult>("POST", path, { body: request, signal: stop.signal })
        onAnswer(request, body)
      }
      setState({ kind: "idle" })
    } catch (error) {
      if (stop.signal.aborted) return setState({ kind: "idle" })
      setState({ kind: "failed", error: toApiError(error) })
    }
  }

  return { state, send, cancel: () => running.current?.abort() }
}
