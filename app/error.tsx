"use client"

import { messages } from "#lib/http/contract.ts"

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <main>
      <h1>{messages.failed}</h1>
      <p>{messages.failedHint}</p>
      <button type="button" onClick={reset}>
        {messages.retry}
      </button>
    </main>
  )
}
