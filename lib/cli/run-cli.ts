import { parseArgs } from "./args/index.ts"
import type { Flag } from "./args/index.ts"
import { CATALOG } from "./catalog.ts"
import type { Command, CommandContext } from "./command.ts"
import { EXIT, UsageError } from "./errors.ts"
import { findCommand } from "./find-command.ts"
import { DEBUG, GLOBAL_FLAGS, HELP, ONLY_SHOW_ERRORS, OUTPUT, QUERY, VERBOSE, WORKSPACE } from "./shared-flags.ts"
import { readVersion } from "./read-version.ts"
import { reportError } from "./report-error.ts"
import type { Terminal } from "./terminal.ts"

async function printHelp(load: () => Promise<string>, terminal: Terminal): Promise<number> {
  terminal.out(await load())
  return EXIT.ok
}

/** Builds what a command gets: settings and client are made when first used, so that usage errors come first. */
async function createContext(
  command: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<CommandContext | "help"> {
  const flags = [...command.flags, ...GLOBAL_FLAGS]
  const { uses, words } = parseArgs(argv, flags)
  const get = <T>(flag: Flag<T>): T => {
    if (!flags.includes(flag)) throw new Error(`${command.name} reads ${flag.long}, which it does not declare`)
    return flag.parse(uses.filter((use) => use.flag === flag).flatMap((use) => use.words))
  }
  if (get(HELP)) return "help"
  const declared = command.words ?? []
  const extra = words[declared.length]
  if (extra !== undefined) throw new UsageError(`unrecognized argument: ${extra}`)
  const missing = declared.slice(words.length).find((word) => word.required)
  if (missing !== undefined) throw new UsageError(`the following argument is required: ${missing.name}`)
  for (const flag of flags) get(flag)

  const { readConfig } = await import("./client/config-file.ts")
  const { readSettings } = await import("./client/read-settings.ts")
  const { createClient } = await import("./client/create-client.ts")
  const settings = readSettings(readConfig(), { workspace: get(WORKSPACE), version: readVersion() })
  const trace = (line: string) => (get(DEBUG) || get(VERBOSE) ? terminal.err(`debug: ${line}\n`) : undefined)
  return {
    terminal,
    settings,
    get,
    uses,
    words,
    client: createClient(settings, trace),
    tell: (line) => (get(ONLY_SHOW_ERRORS) ? undefined : terminal.err(`${line}\n`)),
    print: async (value, options = {}) => {
      const { renderResult } = await import("./output/render-result.ts")
      const format = get(OUTPUT) ?? "json"
      const shape = { format, query: get(QUERY), colour: terminal.isOutTty, columns: options.columns }
      terminal.out(await renderResult(value, shape))
    },
  }
}

async function runCommand(command: Command, argv: readonly string[], terminal: Terminal): Promise<number> {
  const context = await createContext(command, argv, terminal)
  if (context !== "help") return (await command.run(context)) ?? EXIT.ok
  return await printHelp(async () => (await import("./help/render-help.ts")).renderCommandHelp(command), terminal)
}

/**
 * Runs one command line and answers its exit code: 0 well, 1 failed, 2 wrong usage, 3 not found.
 *
 * @param argv the words after `caudal`
 */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<number> {
  const isDebug = argv.includes("--debug")
  try {
    const found = findCommand(argv, CATALOG)
    if (found.kind === "version") {
      terminal.out(`caudal ${readVersion()}\n`)
      return EXIT.ok
    }
    if (found.kind === "help") {
      return await printHelp(async () => {
        const { renderGroupHelp, renderTopHelp } = await import("./help/render-help.ts")
        return found.group === undefined ? renderTopHelp(CATALOG) : await renderGroupHelp(found.group)
      }, terminal)
    }
    const command = await found.load()
    return await runCommand(command, found.rest, terminal).catch((error: unknown) => {
      // Whoever used a command wrongly is told where its flags are described.
      if (!(error instanceof UsageError) || error.next !== undefined) throw error
      throw new UsageError(error.message, `caudal ${command.name} --help`)
    })
  } catch (error) {
    return reportError(error, terminal, { isDebug })
  }
}
