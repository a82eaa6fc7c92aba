import { readFileSync } from "node:fs"

import { expect, test } from "vitest"

import { CATALOG } from "../catalog.ts"
import { GLOBAL_FLAGS } from "../shared-flags.ts"

import { renderCommandHelp, renderGroupHelp, renderTopHelp } from "./render-help.ts"
import { renderReference } from "./render-reference.ts"

const commands = await Promise.all(
  CATALOG.flatMap((group) =>
    Object.entries(group.verbs).map(async ([verb, load]) => ({
      expected: `${group.noun} ${verb}`.trim(),
      command: await load(),
    })),
  ),
)

test("docs/cli.md says what the commands say (write it with bin/write-cli-reference.js)", async () => {
  const written = readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8")
  expect(written).toBe(await renderReference(CATALOG))
})

test.each(commands)("$expected is declared under its own name, with examples that call it", ({ expected, command }) => {
  expect(command.name).toBe(expected)
  expect(command.examples.length).toBeGreaterThan(0)
  for (const example of command.examples) expect(example.command).toContain(`caudal ${command.name}`)
})

test.each(commands)("$expected has no two flags with one name", ({ command }) => {
  const names = [...command.flags, ...GLOBAL_FLAGS].flatMap((flag) => [flag.long, flag.alias, flag.short])
  const given = names.filter((name) => name !== undefined)
  expect(given).toEqual([...new Set(given)])
})

test("the first page names every group and command without one", () => {
  expect(renderTopHelp(CATALOG)).toMatchSnapshot()
})

test("a group's page names its commands", async () => {
  for (const group of CATALOG.filter(({ noun }) => noun !== "")) {
    const page = await renderGroupHelp(group)
    for (const verb of Object.keys(group.verbs)) expect(page).toContain(`\n    ${verb} `)
  }
})

test("a command's page shows usage, flags and examples within 100 columns", () => {
  for (const { command } of commands) {
    const page = renderCommandHelp(command)
    const told = page.split("\nExamples\n")[0] ?? ""
    for (const line of told.split("\n").filter((text) => !/^(caudal|Usage)/.test(text))) {
      expect(line.length, line).toBeLessThanOrEqual(104)
    }
    for (const flag of command.flags) expect(page).toContain(flag.long)
  }
})
