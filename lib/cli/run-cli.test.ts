import { expect, test } from "vitest"

import { runCli } from "./run-cli.ts"
import type { Terminal } from "./terminal.ts"

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ""
  let err = ""
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isErrTty: false,
    isOutTty: false,
    isInTty: false,
    columns: 100,
    readInput: async () => "",
    ask: async () => "",
    onInterrupt: () => () => {},
  }
  const code = await runCli(argv, terminal)
  return { code, out, err }
}

test.each([
  [["nonsense"], "'nonsense' is not a command of caudal."],
  [["online-endpiont", "show"], "Did you mean 'online-endpoint'?"],
  [["constructor"], "'constructor' is not a command of caudal."],
  [["online-endpoint", "toString"], "'toString' is not a command of 'caudal online-endpoint'."],
  [["online-endpoint", "crate"], "Did you mean 'create'?"],
  [["stats"], "Did you mean 'status'?"],
  [["online-endpoint", "show"], "the following argument is required: --name/-n"],
  [["online-endpoint", "show", "-n", "x", "extra"], "unrecognized argument: extra"],
  [["online-endpoint", "show", "-n", "x", "-o", "xml"], "argument --output: 'xml' is not one of json, jsonc"],
  [["online-endpoint", "create"], "--file/-f, --name/-n"],
  [["online-deployment", "create", "--all-traffic"], "is required: --file/-f"],
  [["online-deployment", "create", "--local", "-f", "x"], "--local is not available"],
  [["online-deployment", "create", "--vscode-debug", "-f", "x"], "--vscode-debug is not available"],
  [["online-deployment", "create", "--with-package", "-f", "x"], "--with-package is not available"],
  [["online-deployment", "get-logs", "-e", "x", "-n", "y", "--follow", "--query", "@"], "beside --follow"],
  [
    ["model", "download", "-n", "x", "-v", "1"],
    "'caudal model download' is not available: the server does not hand out",
  ],
  [["model", "share", "-n", "x"], "caudal model create -w WORKSPACE"],
  [["model", "package", "-n", "x"], "caudal online-deployment create -f"],
  [["model", "update", "-n", "x", "--set", "tags.a=b"], "is required: --version/-v, --label/-l"],
  [["environment", "list", "--archived-only", "--include-archived"], "not both"],
  [["online-endpoint", "update", "-n", "x", "--traffic", "blue"], "'blue' must be NAME=PERCENT"],
  [["operation", "wait"], "is required: --name/-n"],
  [["login", "--email", "a@b"], "use --password-stdin"],
  [["configure", "--defaults", "worksapce=x"], "Did you mean 'workspace'?"],
])("wrong usage ends with code 2 and says why, on stderr alone: %j", async (argv, message) => {
  const { code, out, err } = await run(...argv)
  expect(err).toContain(message)
  expect({ code, out }).toEqual({ code: 2, out: "" })
})

test.each([
  [["--version"], /^caudal \d+\.\d+\.\d+\n$/],
  [["--help"], /^caudal: endpoints for machine-learning models/],
  [[], /^caudal: endpoints for machine-learning models/],
  [["help"], /^caudal: endpoints for machine-learning models/],
  [["ml", "online-endpoint", "-h"], /^caudal online-endpoint: /],
  [["help", "online-endpoint", "invoke"], /^caudal online-endpoint invoke: /],
  [["online-endpoint", "show", "--hel"], /^caudal online-endpoint show: /],
])("help and version end well, on stdout: %j", async (argv, text) => {
  const { code, out, err } = await run(...argv)
  expect(out).toMatch(text)
  expect({ code, err }).toEqual({ code: 0, err: "" })
})

test("a file that does not exist is told, with code 1", async () => {
  const { code, err } = await run("online-endpoint", "create", "-f", "/nowhere/endpoint.yml")
  expect({ code, err }).toEqual({ code: 1, err: "error: There is no file /nowhere/endpoint.yml.\n" })
})
