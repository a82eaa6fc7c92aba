import { execFile } from "node:child_process"
import { createServer } from "node:http"
import type { IncomingHttpHeaders } from "node:http"
import { promisify } from "node:util"

import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { apiPaths } from "#lib/urls/contract.ts"

import { SNIPPET_LANGUAGES, writeSnippet } from "./snippets.ts"
import type { CallTarget } from "./snippets.ts"

/** Snippets are run as they are written, against a server that keeps what arrives. */

const run = promisify(execFile)
const BODY = `{"data": [["it's", "$HOME \`x\` \\"q\\" ñ"]]}`
let seen: { headers: IncomingHttpHeaders; body: string } | null = null
let target: CallTarget

const server = createServer((request, response) => {
  let body = ""
  request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk))
  request.on("end", () => {
    seen = { headers: request.headers, body }
    response.setHeader("content-type", "application/json").end("[1]")
  })
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = z.object({ port: z.int() }).parse(server.address())
  target = {
    scoringUri: `http://127.0.0.1:${port}/endpoints/diabetes/score`,
    endpoint: "diabetes",
    deployment: "green",
    body: BODY,
    caUrl: null,
  }
})
afterAll(() => server.close())

const env = { ...process.env, CAUDAL_KEY: "secret" }
const RUN = {
  curl: async (code: string) => await run("sh", ["-c", code], { env }),
  javascript: async (code: string) => await run(process.execPath, ["--input-type=module", "-e", code], { env }),
} as const

test.each(["curl", "javascript"] as const)(
  "the %s snippet sends the body, the key and the pin as they are",
  async (language) => {
    seen = null
    await RUN[language](writeSnippet(language, target))
    expect(seen).toMatchObject({
      body: BODY,
      headers: {
        authorization: "Bearer secret",
        "azureml-model-deployment": "green",
        "content-type": "application/json",
      },
    })
  },
)

test("the Python snippet is Python, with the body as it is", async () => {
  const program = `import ast, sys\nprint([n.value for n in ast.walk(ast.parse(sys.argv[1])) if isinstance(n, ast.Constant)])`
  const { stdout } = await run("python3", ["-c", program, writeSnippet("python", target)])
  const { stdout: wanted } = await run("python3", ["-c", "import sys\nprint(repr(sys.argv[1]))", BODY])
  expect(stdout).toContain(wanted.trim())
})

test("the CLI snippet calls the installed command: npx would take a stranger's package of that name", () => {
  const [, invoke = ""] = writeSnippet("cli", { ...target, body: "{}" }).split("\n")
  expect(invoke).toBe("caudal online-endpoint invoke -n diabetes --deployment-name green --request-file request.json")
})

test("no snippet holds a key, and the certificate is asked for only where one is needed", () => {
  for (const language of SNIPPET_LANGUAGES) {
    expect(writeSnippet(language, target)).not.toContain("ca.pem")
    expect(writeSnippet(language, { ...target, deployment: null })).not.toContain("green")
  }
  expect(writeSnippet("curl", { ...target, caUrl: `http://localhost:3000${apiPaths.caCertificate}` })).toContain(
    "--cacert ca.pem",
  )
})
