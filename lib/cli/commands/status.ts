import type { Command } from "../command.ts"
import { EXIT } from "../errors.ts"
import { OUTPUT } from "../shared-flags.ts"

export const status: Command = {
  name: "status",
  summary: "Show what runs, where it answers, and what failed last; exit code 1 when something is down.",
  details: "Written for people; with -o it is data.",
  flags: [],
  examples: [
    { text: "For a person", command: "caudal status" },
    { text: "For a program", command: "caudal status --query status -o tsv" },
  ],
  run: async (context) => {
    const { collectStatus } = await import("../local/collect-status.ts")
    const { renderStatus } = await import("../local/render-status.ts")
    const found = await collectStatus(context)
    const isData = context.get(OUTPUT) !== undefined || context.uses.some((use) => use.flag.long === "--query")
    if (isData) await context.print(found)
    else context.terminal.out(renderStatus(found))
    return found.status === "ok" ? EXIT.ok : EXIT.failed
  },
}
