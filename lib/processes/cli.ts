import { createInterface } from "node:readline/promises"
import { Writable } from "node:stream"

import { runCli } from "#lib/cli/index.ts"
import type { Terminal } from "#lib/cli/index.ts"

/** A terminal on this process's own streams. */
function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  const ask: Terminal["ask"] = async (question, { secret }) => {
    // A secret is read without any echo: readline draws what is typed, so it draws into nothing.
    if (secret) stderr.write(question)
    const output = secret ? new Writable({ write: (_chunk, _encoding, done) => done() }) : stderr
    const lines = createInterface({ input: stdin, output, terminal: stdin.isTTY })
    // Without an answer (Ctrl-C, Ctrl-D) nothing can go on.
    const giveUp = () => process.exit(130)
    lines.once("SIGINT", giveUp)
    lines.once("close", giveUp)
    try {
      return await lines.question(secret ? "" : question)
    } finally {
      lines.off("close", giveUp)
      lines.close()
      if (secret) stderr.write("\n")
    }
  }
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isErrTty: stderr.isTTY,
    isOutTty: stdout.isTTY,
    isInTty: stdin.isTTY,
    // Nothing, or 0 from a terminal without a size.
    columns: stderr.columns > 0 ? stderr.columns : 100,
    readInput: async () => {
      const chunks: Buffer[] = []
      for await (const chunk of stdin) chunks.push(Buffer.from(chunk))
      return Buffer.concat(chunks).toString("utf8")
    },
    ask,
    onInterrupt: (handler) => {
      process.on("SIGINT", handler)
      return () => void process.off("SIGINT", handler)
    },
  }
}

// `caudal ... | head` closes the pipe early: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0)
  throw error
})

process.exitCode = await runCli(process.argv.slice(2), processTerminal())
