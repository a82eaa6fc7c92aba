import { expect, test } from "vitest"

import { fit, rankCommands } from "./rank-commands.ts"

const command = (label: string, words?: string) => ({ id: label, label, ...(words === undefined ? {} : { words }) })
const labels = (commands: readonly { label: string }[]) => commands.map(({ label }) => label)

test("letters in another order do not fit", () => {
  expect(fit("Endpoints", "stn")).toBeNull()
  expect(fit("Endpoints", "zz")).toBeNull()
})

test("starts of words are enough, and accents do not matter", () => {
  expect(fit("Update traffic", "ut")).not.toBeNull()
  expect(fit("Configuración", "configuracion")).not.toBeNull()
  expect(fit("Configuracion", "CONFIGURACIÓN")).not.toBeNull()
})

test("the whole text wins over scattered letters", () => {
  const found = rankCommands(
    [command("Dial in beta text"), command("diabetes"), command("my-diabetes-2")],
    "diabet",
    [],
  )
  expect(labels(found)).toEqual(["diabetes", "my-diabetes-2", "Dial in beta text"])
})

test("what was used lately wins between equals", () => {
  const all = [command("fraud-a"), command("fraud-b")]
  expect(labels(rankCommands(all, "fraud", []))).toEqual(["fraud-a", "fraud-b"])
  expect(labels(rankCommands(all, "fraud", ["fraud-b"]))).toEqual(["fraud-b", "fraud-a"])
})

test("a command is found by what it is about, behind those that are called so", () => {
  expect(labels(rankCommands([command("blue", "diabetes"), command("diabetes")], "diab", []))).toEqual([
    "diabetes",
    "blue",
  ])
})
