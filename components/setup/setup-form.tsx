"use client"

import { useState } from "react"
import type { FormEvent } from "react"
import { z } from "zod"

import { messages } from "#lib/http/contract.ts"
import { PASSWORD_LENGTH_MIN } from "#lib/identity/contract.ts"
import { apiPaths } from "#lib/urls/contract.ts"

type Outcome = { kind: "open" } | { kind: "sending" } | { kind: "done" } | { kind: "failed"; message: string }

const failure = z.object({ error: z.object({ message: z.string() }) })
const field = (form: FormData, name: string) => z.string().catch("").parse(form.get(name))

/** Sends the form with the token that stands behind `#` in the address; answers what came of it. */
async function sendSetup(form: FormData): Promise<Outcome> {
  const name = field(form, "name")
  const body = {
    token: window.location.hash.slice(1),
    email: field(form, "email"),
    password: field(form, "password"),
    ...(name === "" ? {} : { name }),
  }
  try {
    const response = await fetch(apiPaths.setup, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    if (response.ok) return { kind: "done" }
    const answer = failure.safeParse(await response.json())
    return { kind: "failed", message: answer.data?.error.message ?? messages.failed }
  } catch {
    return { kind: "failed", message: messages.unreachable }
  }
}

/** Makes the first owner of the installation. */
export function SetupForm() {
  const [outcome, setOutcome] = useState<Outcome>({ kind: "open" })
  if (outcome.kind === "done") return <output>{messages.setup.done}</output>

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setOutcome({ kind: "sending" })
    void sendSetup(new FormData(event.currentTarget)).then(setOutcome)
  }

  return (
    <form onSubmit={submit}>
      <p>
        <label htmlFor="email">{messages.setup.email}</label>
        <br />
        <input id="email" name="email" type="email" autoComplete="username" required />
      </p>
      <p>
        <label htmlFor="name">{messages.setup.name}</label>
        <br />
        <input id="name" name="name" autoComplete="name" />
      </p>
      <p>
        <label htmlFor="password">{messages.setup.password}</label>
        <br />
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={PASSWORD_LENGTH_MIN}
          required
        />
      </p>
      {outcome.kind === "failed" && <p role="alert">{outcome.message}</p>}
      <button type="submit" disabled={outcome.kind === "sending"}>
        {messages.setup.submit}
      </button>
    </form>
  )
}
