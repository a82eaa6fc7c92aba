import { globSync, readFileSync } from "node:fs"
import path from "node:path"

import { parse, TYPE } from "@formatjs/icu-messageformat-parser"
import type { MessageFormatElement } from "@formatjs/icu-messageformat-parser"
import { expect, test } from "vitest"
import { z } from "zod"

import { en } from "./messages/en.ts"
import { es } from "./messages/es.ts"

/** The two languages are equal: same keys, same values in the same sentences, nothing left in English. */

const ROOT = path.resolve(import.meta.dirname, "../..")
const tree = z.record(z.string(), z.unknown())

function flatten(value: unknown, prefix = ""): ReadonlyMap<string, string> {
  if (typeof value === "string") return new Map([[prefix, value]])
  const entries = Object.entries(tree.parse(value))
  return new Map(entries.flatMap(([key, child]) => [...flatten(child, prefix === "" ? key : `${prefix}.${key}`)]))
}

/** Names of the values that a sentence takes, also inside plurals. */
function valuesOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [element.value, ...valuesOf(element.children)]
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      return [element.value, ...Object.values(element.options).flatMap((option) => valuesOf(option.value))]
    }
    return [element.value]
  })
}

const [english, spanish] = [flatten(en), flatten(es)]

test("every sentence exists in both languages", () => {
  expect(english.size).toBeGreaterThan(100)
  expect([...spanish.keys()].toSorted()).toEqual([...english.keys()].toSorted())
})

test("every sentence is ICU that parses, and takes the same values in both languages", () => {
  for (const [key, text] of english) {
    // Where English shows the API's own sentence, Spanish has one of ours.
    const wanted = new Set(valuesOf(parse(text)))
    const given = new Set(valuesOf(parse(spanish.get(key) ?? "")))
    if (!text.includes("{message}")) expect([key, [...given].toSorted()]).toEqual([key, [...wanted].toSorted()])
  }
})

test("no text stands in JSX", () => {
  const files = globSync("{app,components}/**/*.tsx", { cwd: ROOT })
  expect(files.length).toBeGreaterThan(30)
  const literal = />\s*[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ ,.'’]+\s*</
  const offenders = files.flatMap((file) =>
    readFileSync(path.join(ROOT, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        literal.test(line) && !line.includes("=>") ? [`${file}:${index + 1} ${line.trim()}`] : [],
      ),
  )
  expect(offenders).toEqual([])
})

test("each sentence about an error belongs to a code that the API has", () => {
  const documented = readFileSync(path.join(ROOT, "docs/errors.md"), "utf8")
  const codes = [...documented.matchAll(/<a id="([^"]+)">/g)].map(([, code = ""]) => code.replaceAll(".", "_"))
  const own = ["unreachable"]
  expect(codes.length).toBeGreaterThan(100)
  expect(Object.keys(en.errors).filter((key) => !codes.includes(key) && !own.includes(key))).toEqual([])
})

// What takes a brace after it is a branch of a select, and no word that is read.
test.each([
  ["agregar", "add", /\bañad/i],
  ["sondeo de vida", "liveness probe", /sondeo de actividad/i],
  ["parte", "share of the traffic", /cuota/i],
  ["Operador and Lector", "roles", /\b(?:Operator|Viewer)\b(?! \{)/],
])("Spanish says %s for %s, and nothing else", (_word, _english, other) => {
  expect([...spanish].filter(([, text]) => other.test(text))).toEqual([])
})
