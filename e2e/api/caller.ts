import { sha256Hex } from "#lib/kernel/json.ts"

import type { RequestStep } from "./case-schema.ts"
import { generateRequest } from "./generate.ts"

/** An answer of the API, its body parsed if it is JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

type Sent = Omit<RequestStep, "save">

export const PLACE = "/api/v1/workspaces/default"

function filesOf({ file, files }: Sent): unknown {
  const one = { path: "a.txt", size: 1, sha256: sha256Hex("x") }
  if (file) return { files: [{ ...one, ...file }] }
  return { files: (files ?? []).map((name) => ({ ...one, path: name })) }
}

function bodyOf(sent: Sent): { text: string; isJson: boolean } | null {
  if (sent.text !== undefined) return { text: sent.text, isJson: false }
  if (sent.file || sent.files) return { text: JSON.stringify(filesOf(sent)), isJson: true }
  return sent.body === undefined ? null : { text: JSON.stringify(sent.body), isJson: true }
}

/** Sends what a case says. `fill` puts values in for `{{...}}`. */
export async function send(
  url: string,
  given: Sent,
  { token, fill }: { token: string | undefined; fill: (text: string) => string },
): Promise<Answer> {
  const sent: Sent = given.generate ? { ...given, ...generateRequest(given.generate) } : given
  const { get, put, post, delete: remove } = sent
  const method = get ? "GET" : put ? "PUT" : post ? "POST" : "DELETE"
  const at = fill(get ?? put ?? post ?? remove ?? "")
  const body = bodyOf(sent)
  const isStream = at.includes("/blobs/")
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === null ? {} : { "content-type": isStream ? "application/octet-stream" : "application/json" }),
    ...Object.fromEntries(
      Object.entries({ ...given.headers, ...sent.headers }).map(([name, value]) => [name, fill(value)]),
    ),
  }
  const init = { method, headers, ...(body === null ? {} : { body: fill(body.text) }) }
  const response = await fetch(url + (at.startsWith("/api") ? at : PLACE + at), init)
  const text = await response.text()
  const isJson = response.headers.get("content-type")?.includes("json") ?? false
  const parsed: unknown = isJson && text !== "" ? JSON.parse(text) : text
  return { status: response.status, headers: response.headers, body: parsed }
}
