import type { Flag } from "../args/index.ts"
import type { Group } from "../catalog.ts"
import type { Command } from "../command.ts"
import { GLOBAL_FLAGS } from "../shared-flags.ts"

const WIDTH = 100

/** Two columns: names on the left, text wrapped on the right. */
function renderColumns(rows: readonly (readonly [string, string])[]): string {
  const left = Math.min(40, Math.max(...rows.map(([name]) => name.length)) + 2)
  return rows
    .map(([name, text]) => {
      const lines = wrap(text, WIDTH - left - 4)
      const head =
        name.length + 2 > left ? [`    ${name}`, ...lines.map((line) => `    ${"".padEnd(left)}${line}`)] : []
      if (head.length > 0) return head.join("\n")
      return lines.map((line, i) => `    ${(i === 0 ? name : "").padEnd(left)}${line}`).join("\n")
    })
    .join("\n")
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [""]
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? ""
    if (last !== "" && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`
  }
  return lines
}

/** A flag's names as help shows them: `--name -n NAME`. */
export function renderFlagNames(flag: Flag): string {
  const metavar = flag.takes === "none" ? undefined : flag.takes === "many" ? `${flag.metavar} ...` : flag.metavar
  return [flag.long, flag.alias, flag.short, metavar].filter((part) => part !== undefined).join(" ")
}

function flagRow(flag: Flag): readonly [string, string] {
  return [renderFlagNames(flag), flag.required ? `${flag.help} Required.` : flag.help]
}

/** How a command is called, in one line. */
export function renderUsage(command: Command): string {
  const words = (command.words ?? []).map((word) => (word.required ? word.name : `[${word.name}]`))
  const required = command.flags.filter((flag) => flag.required).map((flag) => `${flag.long} ${flag.metavar}`)
  return ["caudal", command.name, ...words, ...required, "[flags]"].join(" ")
}

/** `caudal --help` */
export function renderTopHelp(catalog: readonly Group[]): string {
  const groups = catalog.filter((group) => group.noun !== "").map((group) => [group.noun, group.summary] as const)
  const single = catalog.find((group) => group.noun === "")
  return [
    "caudal: endpoints for machine-learning models, with the words of `az ml`.",
    "",
    "Usage: caudal GROUP COMMAND [flags]",
    "",
    "Groups",
    renderColumns(groups),
    "",
    "Commands",
    `    ${Object.keys(single?.verbs ?? {}).join("  ")}`,
    "",
    "`caudal GROUP --help` lists a group's commands, `caudal GROUP COMMAND --help` shows flags and examples.",
    "",
    "First steps",
    "    npm start                                                  start Caudal on this machine",
    "    caudal online-endpoint create -f endpoint.yml              an address and its keys",
    "    caudal online-deployment create -f blue.yml --all-traffic  a model behind it",
    "    caudal online-endpoint invoke -n NAME --request-file request.json",
    "",
  ].join("\n")
}

/** `caudal GROUP --help` */
export async function renderGroupHelp(group: Group): Promise<string> {
  const commands = await Promise.all(Object.values(group.verbs).map((load) => load()))
  const rows = commands.map((command) => [command.name.split(" ").at(-1) ?? "", command.summary] as const)
  return [
    `caudal ${group.noun}: ${group.summary}`,
    "",
    "Commands",
    renderColumns(rows),
    "",
    `\`caudal ${group.noun} COMMAND --help\` shows flags and examples.`,
    "",
  ].join("\n")
}

/** `caudal GROUP COMMAND --help` */
export function renderCommandHelp(command: Command): string {
  const words = command.words ?? []
  return [
    `caudal ${command.name}: ${command.summary}`,
    ...(command.details === undefined ? [] : ["", ...wrap(command.details, WIDTH)]),
    "",
    `Usage: ${renderUsage(command)}`,
    ...(words.length === 0 ? [] : ["", "Words", renderColumns(words.map((word) => [word.name, word.help] as const))]),
    ...(command.flags.length === 0 ? [] : ["", "Flags", renderColumns(command.flags.map(flagRow))]),
    "",
    "Flags of every command",
    renderColumns(GLOBAL_FLAGS.map(flagRow)),
    "",
    "Examples",
    ...command.examples.map((example) => `    ${example.text}\n        ${example.command}`),
    "",
  ].join("\n")
}
