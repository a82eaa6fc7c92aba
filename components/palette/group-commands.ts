import { COMMAND_GROUPS } from "./command.ts"
import type { Command, CommandGroup } from "./command.ts"
import { rankCommands } from "./rank-commands.ts"

/** Commands under one heading. */
export interface CommandSection {
  readonly group: CommandGroup
  readonly items: readonly Command[]
}

/** Named things are many: as long as nothing is typed only the first ones are listed. */
const NAMES_MAX = 5
const RECENTS_MAX = 4
const FOUND_MAX = 40

/** What the palette lists for what was typed. Found commands keep their groups, and the best fitting group comes first. */
export function groupCommands(
  commands: readonly Command[],
  text: string,
  recents: readonly string[],
): readonly CommandSection[] {
  if (text.trim() !== "") {
    const found = rankCommands(commands, text, recents).slice(0, FOUND_MAX)
    return sections([...new Set(found.map(({ group }) => group))], found)
  }
  const recent = recents
    .flatMap((id) => commands.find((one) => one.id === id && one.group !== "current") ?? [])
    .slice(0, RECENTS_MAX)
    .map((command) => ({ ...command, group: "recent" as const }))
  const shown = new Set(recent.map(({ id }) => id))
  return sections(COMMAND_GROUPS, [...recent, ...commands.filter(({ id }) => !shown.has(id))], NAMES_MAX)
}

function sections(
  groups: readonly CommandGroup[],
  commands: readonly Command[],
  namesMax = FOUND_MAX,
): readonly CommandSection[] {
  return groups.flatMap((group) => {
    const max = group === "endpoints" || group === "deployments" ? namesMax : FOUND_MAX
    const items = commands.filter((one) => one.group === group).slice(0, max)
    return items.length === 0 ? [] : [{ group, items }]
  })
}
