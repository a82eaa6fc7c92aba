import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import type { IncomingMessage } from "node:http"
import { tmpdir } from "node:os"
import path from "node:path"

import { createApi, serveRequest } from "#lib/http/index.ts"
import { createApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import type { ApiFixture } from "#lib/http/testing/create-api-fixture.ts"
import { assert } from "#lib/kernel/assert.ts"
import { inheritEnv } from "#lib/kernel/env.ts"

const ROOT = path.resolve(import.meta.dirname, "../../..")

export interface CommandResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface CliFixture {
  readonly api: ApiFixture
  readonly url: string
  /** A folder for files of the test. */
  readonly folder: string
  /** Runs `bin/caudal` as a person would, signed in as the owner unless `env` says otherwise. */
  readonly caudal: (
    args: readonly string[],
    options?: { env?: Readonly<Record<string, string>>; input?: string },
  ) => Promise<CommandResult>
  /** The same on a terminal, where each answer is typed when its prompt stands there. `out` is what the terminal showed. */
  readonly onTerminal: (
    args: readonly string[],
    answers: readonly (readonly [prompt: string, answer: string])[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<CommandResult>
  /** While set, requests for which it answers true lose their connection. */
  readonly setBreak: (isBroken: ((request: IncomingMessage) => boolean) | undefined) => void
  /** `METHOD path` of every request so far. */
  readonly requests: string[]
  readonly drop: () => Promise<void>
}

/** The real API on a port of its own, and the real program beside it. */
export async function createCliFixture(): Promise<CliFixture> {
  const api = await createApiFixture()
  const answer = createApi(api.handlers)
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-cli-"))
  const requests: string[] = []
  let isBroken: ((request: IncomingMessage) => boolean) | undefined
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    if (isBroken?.(request)) request.socket.destroy()
    else void serveRequest(answer, request, response, url)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  assert(address !== null && typeof address === "object", "the server listens")
  const url = `http://127.0.0.1:${address.port}`

  const run = async (argv: readonly string[], env: Readonly<Record<string, string>>, input: string) => {
    const own = { CAUDAL_URL: url, CAUDAL_TOKEN: api.tokens.owner, CAUDAL_HOME: folder, XDG_CONFIG_HOME: folder }
    const [command = "", ...args] = argv
    const child = spawn(command, args, { cwd: folder, env: { ...inheritEnv(), ...own, ...env } })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk))
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk))
    child.stdin.end(input)
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
    return { code, out: Buffer.concat(out).toString("utf8"), err: Buffer.concat(err).toString("utf8") }
  }
  const program = [process.execPath, path.join(ROOT, "bin/caudal")]

  return {
    api,
    url,
    folder,
    caudal: async (args, { env = {}, input = "" } = {}) => await run([...program, ...args], env, input),
    onTerminal: async (args, answers, env = {}) => {
      const helper = path.join(import.meta.dirname, "answer-terminal.py")
      return await run(["python3", helper, JSON.stringify(answers), ...program, ...args], env, "")
    },
    requests,
    setBreak: (next) => {
      isBroken = next
    },
    drop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await api.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
