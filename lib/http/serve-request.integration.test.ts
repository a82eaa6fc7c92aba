import { once } from "node:events"
import { createServer } from "node:http"
import type { Server } from "node:http"
import { connect } from "node:net"

import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { sha256Hex } from "#lib/kernel/json.ts"
import { apiPaths, authPaths, fillPath } from "#lib/urls/index.ts"

import { serveRequest } from "./serve-request.ts"
import { createApiFixture } from "./testing/create-api-fixture.ts"
import type { ApiFixture } from "./testing/create-api-fixture.ts"

/** The API behind a real socket: what a Request object cannot express. */

const workspace = "default"
let api: ApiFixture
let server: Server
let port: number

beforeAll(async () => {
  api = await createApiFixture()
  server = createServer((req, res) => {
    void serveRequest(api.api, req, res, "http://localhost")
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  port = z.object({ port: z.number() }).parse(server.address()).port
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await api.drop()
})

const authorization = () => `Bearer ${api.tokens.Operator}`

/** Sends bytes as they are and answers all that comes back until the server closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1")
  socket.write(text)
  let answer = ""
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

const close = "connection: close\r\n\r\n"

test("HEAD has the head of GET and no body; TRACE and unknown methods are 405 with Allow", async () => {
  const head = await raw(`HEAD ${apiPaths.openapi} HTTP/1.1\r\nhost: x\r\n${close}`)
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(head).toMatch(/\r\n\r\n$/)
  for (const method of ["TRACE", "PROPFIND", "OPTIONS"]) {
    const answer = await raw(`${method} ${apiPaths.me} HTTP/1.1\r\nhost: x\r\n${close}`)
    expect(answer).toMatch(method === "OPTIONS" ? /^HTTP\/1\.1 204 / : /^HTTP\/1\.1 405 /)
    expect(answer.toLowerCase()).toContain("allow: get, head")
  }
})

test("every cookie of an answer reaches the browser, so that a sign-in works", async () => {
  const answer = await raw(`GET ${authPaths.csrf} HTTP/1.1\r\nhost: x\r\n${close}`)
  const names = [...answer.matchAll(/^set-cookie: ([^=]+)=/gim)].map(([, name]) => name)
  expect(names).toEqual(expect.arrayContaining(["next-auth.csrf-token", "next-auth.callback-url"]))
})

test("strange request targets are answered in the envelope, never by a crash", async () => {
  for (const target of [
    "//evil.example/api/v1/me",
    "/api/v1/%zz",
    "/api/../api/nothing",
    "*",
    "http://evil.example/api/v1/me",
  ]) {
    const answer = await raw(`GET ${target} HTTP/1.1\r\nhost: x\r\n${close}`)
    expect([target, answer.slice(0, 12)]).toEqual([target, "HTTP/1.1 404"])
    expect(answer).toContain('"code":"request.not_found"')
  }
})

test("a client cannot choose the address that its failed attempts are counted under", async () => {
  const statuses: number[] = []
  for (let i = 0; i < 11; i++) {
    const response = await fetch(`http://127.0.0.1:${port}${apiPaths.login}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-caudal-client-ip": `10.0.0.${i}` },
      body: JSON.stringify({ email: "nobody@example.com", password: "wrong" }),
    })
    statuses.push(response.status)
  }
  expect(statuses.at(-1)).toBe(429)
})

test("a body in chunks of an upload arrives whole, and one that breaks off can be resumed", async () => {
  const text = "x".repeat(3_000_000)
  const sha256 = sha256Hex(text)
  const token = api.tokens.Operator
  const body = { files: [{ path: "large.bin", size: text.length, sha256 }] }
  const opened = await api.call("POST", fillPath(apiPaths.uploads, { workspace }), { token, body })
  const { id } = z.object({ id: z.string() }).parse(opened.body)
  const path = fillPath(apiPaths.uploadBlob, { workspace, upload: id, sha256 })

  const head = `PUT ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization()}\r\nupload-offset: 0\r\n`
  const socket = connect(port, "127.0.0.1")
  socket.write(`${head}content-length: ${text.length}\r\n\r\n${text.slice(0, 1_000_000)}`, () => socket.destroy())
  await once(socket, "close")

  const url = `http://127.0.0.1:${port}${path}`
  const offset = async () => {
    const response = await fetch(url, { method: "HEAD", headers: { authorization: authorization() } })
    return Number(response.headers.get("upload-offset"))
  }
  const send = async (from: number) =>
    await fetch(url, {
      method: "PUT",
      headers: { authorization: authorization(), "upload-offset": String(from) },
      body: text.slice(from),
    })
  let response = await send(await offset())
  // The broken request may still hold the file for a moment.
  while (response.status === 409) response = await send(await offset())
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ complete: true, offset: text.length })
})

test("a body that is too large is refused without being read, and the server goes on", async () => {
  const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "too-large" })
  const head = `PUT ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization()}\r\ncontent-type: application/json\r\n`
  const answer = await raw(`${head}content-length: 10000000000\r\n${close}{`)
  expect(answer).toMatch(/^HTTP\/1\.1 413 /)
  expect((await fetch(`http://127.0.0.1:${port}${apiPaths.openapi}`)).status).toBe(200)
})

test("a stranger's large body is refused before it is read", async () => {
  const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: "too-large" })
  const answer = await raw(`PUT ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 10000000000\r\n${close}{`)
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
})
