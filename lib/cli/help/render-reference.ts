import type { Flag } from "../args/index.ts"
import type { Group } from "../catalog.ts"
import type { Command } from "../command.ts"
import { GLOBAL_FLAGS } from "../shared-flags.ts"

import { renderFlagNames, renderUsage } from "./render-help.ts"

const INTRODUCTION = `# The command line

\`caudal\` has the words and flags of \`az ml\`: scripts that say \`az ml online-endpoint create ...\` run with \`caudal\` in its
place, a leading \`ml\` included. Long flags may be shortened to any prefix that means one flag (\`--endpoint\` for
\`--endpoint-name\`). This page is written by \`node bin/node24.js bin/write-cli-reference.js\` from the commands' own
declarations.

| what | how |
|---|---|
| server | \`CAUDAL_URL\`, else the saved login, else this machine on \`PORT\` (3000) |
| who | \`CAUDAL_TOKEN\`, else the saved login of that server, else on the same machine the token that Caudal leaves for its user |
| results | on stdout, in the format of \`-o\` after \`--query\`; everything told on the way goes to stderr |
| long changes | are waited for, with their phases; Ctrl-C stops the waiting, not the change (\`operation wait\`, \`operation cancel\`) |
| exit codes | 0 well, 1 failed, 2 wrong usage, 3 not found, 130 interrupted |
| kept settings | \`~/.config/caudal/config.json\` (or below \`XDG_CONFIG_HOME\`), mode 600 |

What differs from \`az\`: \`-g\` and \`--subscription\` are accepted and not used; \`--local\` and \`--vscode-debug\` are refused,
because Caudal already runs on your machine; \`--web\` tells a page's address and opens no browser; \`--all-traffic\` may stand
beside \`--no-wait\`, because the server does both; \`get-logs\` prints lines as they are unless \`-o\` or \`--query\` is given; a
model folder's \`.gitignore\` is not applied, only its \`.amlignore\`. \`--with-package\`, \`model download\`, \`model share\` and
\`model package\` are refused with what to do instead.
`

function cell(text: string): string {
  return text.replaceAll("|", "\\|")
}

function flagTable(flags: readonly Flag[]): string {
  const rows = flags.map((flag) => {
    const help = flag.required ? `${flag.help} Required.` : flag.help
    return `| \`${cell(renderFlagNames(flag))}\` | ${cell(help)} |`
  })
  return ["| flag | what it does |", "|---|---|", ...rows].join("\n")
}

function commandSection(command: Command): string {
  const words = (command.words ?? []).map((word) => `- \`${word.name}\`: ${word.help}`)
  const examples = command.examples.flatMap(({ text, command: line }) => [`# ${text}`, line])
  const parts = [
    `### ${command.name}`,
    command.summary,
    ...(command.details === undefined ? [] : [command.details]),
    `\`${renderUsage(command)}\``,
    ...(words.length === 0 ? [] : [words.join("\n")]),
    ...(command.flags.length === 0 ? [] : [flagTable(command.flags)]),
    ["```sh", ...examples, "```"].join("\n"),
  ]
  return parts.join("\n\n")
}

/** The whole reference as Markdown: what `docs/cli.md` holds. */
export async function renderReference(catalog: readonly Group[]): Promise<string> {
  const sections = await Promise.all(
    catalog.map(async (group) => {
      const commands = await Promise.all(Object.values(group.verbs).map((load) => load()))
      const title = group.noun === "" ? "Commands without a group" : group.noun
      return [`## ${title}`, group.summary, ...commands.map(commandSection)].join("\n\n")
    }),
  )
  const everywhere = ["## Flags of every command", flagTable(GLOBAL_FLAGS)].join("\n\n")
  return `${[INTRODUCTION.trimEnd(), everywhere, ...sections].join("\n\n")}\n`
}
