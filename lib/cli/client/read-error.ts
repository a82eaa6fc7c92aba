import { z } from "zod"

import { CliError, EXIT } from "../errors.ts"

const envelope = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    target: z.string().optional(),
    details: z.array(z.object({ code: z.string(), message: z.string(), target: z.string().optional() })).default([]),
  }),
})

/** An error that the server answered. */
export class ServerError extends CliError {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string, lines: readonly string[], next: string | undefined) {
    const exitCode = status === 404 ? EXIT.notFound : EXIT.failed
    super(`${message} (${code})`, { exitCode, lines, ...(next === undefined ? {} : { next }) })
    this.name = "ServerError"
    this.status = status
    this.code = code
  }
}

function nextFor(status: number): string | undefined {
  if (status === 401) return "caudal login"
  if (status === 503) return "caudal status"
  return undefined
}

/** Turns a non-2xx answer of the API into the error to show. `subject` stands for answers that are not the API's own. */
export function readServerError(status: number, body: string, subject: string): ServerError {
  const parsed = envelope.safeParse(parseJson(body))
  if (!parsed.success) {
    const text = body.trim().slice(0, 300)
    return new ServerError(
      status,
      `http ${status}`,
      `${subject} answered ${status}${text ? `: ${text}` : ""}`,
      [],
      undefined,
    )
  }
  const { code, message, target, details } = parsed.data.error
  const further = details.filter((detail) => detail.message !== message)
  const lines = further.map((detail) => `${detail.target === undefined ? "" : `${detail.target}: `}${detail.message}`)
  if (target !== undefined && details.length === 0 && !message.includes(target)) lines.unshift(`at ${target}`)
  return new ServerError(status, code, message, lines, nextFor(status))
}

/** The parsed text, or undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
