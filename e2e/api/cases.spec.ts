import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { sql } from "drizzle-orm"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"
import { close, connect, startEmbedded } from "#lib/storage/index.ts"
import type { Database } from "#lib/storage/index.ts"

import { createInstallation } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { readCases } from "./case-schema.ts"
import type { FileCase, RequestCase } from "./case-schema.ts"
import { send } from "./caller.ts"
import type { Answer } from "./caller.ts"
import { generateFiles } from "./generate.ts"
import { seed } from "./seed.ts"
import type { Seeded } from "./seed.ts"
import { readState } from "./state.ts"
import type { State } from "./state.ts"

/** Runs `cases.yaml` against one running Caudal: each bad input comes to its answer and leaves the rest as it was. */

const { requests, files } = readCases()
const envelope = z.object({
  error: z.object({ code: z.string(), message: z.string(), target: z.string().optional(), details: z.unknown() }),
})

let caudal: Installation
let db: Database
let seeded: Seeded

beforeAll(async () => {
  caudal = await createInstallation()
  await caudal.start()
  const { url } = await startEmbedded(homeAt(caudal.home))
  db = connect(url, { max: 2, applicationName: "caudal-test" })
  seeded = await seed(caudal, db)
})

afterAll(async () => {
  await close(db)
  await caudal.remove()
})

const fill = (text: string) =>
  text.replaceAll(/\{\{(\w+)\}\}/g, (_match, name: string) => {
    const value = seeded.values[name]
    if (value === undefined) throw new Error(`Nothing is known as ${name}.`)
    return value
  })

/** The state once everything that was asked for has settled. */
async function settledState(): Promise<State> {
  await expect
    .poll(() => db.execute(sql`select id from operations where status = 'InProgress'`), {
      timeout: 60_000,
      interval: 50,
    })
    .toHaveLength(0)
  return await readState(db, caudal.home)
}

function expectState(
  before: State,
  after: State,
  { unchanged, changed }: Pick<FileCase, "unchanged" | "changed">,
): void {
  if (unchanged === "all") expect(after).toEqual(before)
  else for (const table of unchanged ?? []) expect([table, after.tables[table]]).toEqual([table, before.tables[table]])
  for (const [table, rows] of Object.entries(changed ?? {})) {
    expect([table, (after.tables[table]?.rows ?? 0) - (before.tables[table]?.rows ?? 0)]).toEqual([table, rows])
  }
}

function expectAnswers(given: RequestCase, answers: readonly Answer[]): void {
  const statuses: Record<string, number> = {}
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
  const shown = JSON.stringify(answers[0]?.body)
  if (given.status !== undefined) expect(statuses, shown).toEqual({ [given.status]: given.times })
  if (given.statuses) expect(statuses, shown).toEqual(given.statuses)
  if (given.good !== undefined) expect(answers.filter(({ status }) => status < 300)).toHaveLength(given.good)
  for (const { body } of answers.filter(({ status }) => status >= 400)) {
    const { error } = envelope.parse(body)
    expect(error).toMatchObject({ code: given.code, ...(given.target === undefined ? {} : { target: given.target }) })
    for (const words of given.says) expect(JSON.stringify(error).replaceAll('\\"', '"')).toContain(words)
  }
}

test("the table is whole: every case has an id of its own and says what must not change", () => {
  const all = [...requests, ...files]
  expect(all.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, unchanged, changed } of all) expect([id, unchanged ?? changed]).not.toEqual([id, undefined])
})

describe("over HTTP", () => {
  test.each(requests)("$id: $why", async (given) => {
    for (const { save, ...step } of given.steps) {
      const answer = await send(caudal.studioUrl, step, { token: seeded.tokens["operator"], fill })
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
      const body = z.record(z.string(), z.unknown()).safeParse(answer.body).data ?? {}
      for (const [name, field] of Object.entries(save)) seeded.values[name] = String(body[field])
    }
    const before = await settledState()
    const token = seeded.tokens[given.as]
    const answers = await Promise.all(
      Array.from({ length: given.times }, async () => await send(caudal.studioUrl, given, { token, fill })),
    )
    expectAnswers(given, answers)
    expectState(before, await settledState(), given)
  })
})

describe("in files, through the command line", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "caudal-case-"))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test.each(files)("$id: $why", async (given) => {
    const inside = (name: string): string => {
      const file = path.join(folder, name)
      mkdirSync(path.dirname(file), { recursive: true })
      return file
    }
    for (const [name, text] of Object.entries(given.write)) writeFileSync(inside(name), text)
    for (const [name, hex] of Object.entries(given.bytes)) writeFileSync(inside(name), Buffer.from(hex, "hex"))
    for (const [name, target] of Object.entries(given.links)) symlinkSync(target, inside(name))
    if (given.generate) generateFiles(given.generate, folder)
    const before = await settledState()
    const args = [...given.run.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "")
    const { code, stderr } = await caudal.caudal(args, { cwd: folder })
    expect(code, stderr).toBe(given.exit)
    for (const words of given.says) expect(stderr).toContain(words)
    expectState(before, await settledState(), given)
  })
})
