import { expect, test } from "vitest"

import { DraftKeeper, SAVE_AFTER_MS } from "./draft-keeper.ts"
import type { SavedDraft, Snapshot, WriteResult } from "./draft-keeper.ts"

const snapshot = (title: string): Snapshot => ({ title, payload: { title }, step: "basics" })

/** A keeper with a clock of its own and a server that answers what the test says. */
function setUp(initial: SavedDraft | null = null) {
  const timers: { run: () => void; at: number }[] = []
  const written: { title: string; base: SavedDraft | null; isForced: boolean }[] = []
  const answers: Array<WriteResult | Promise<WriteResult>> = []
  let nowMs = 0
  let mirrored: { snapshot: Snapshot; base: SavedDraft | null; unsure: Snapshot | null } | null = null
  const created: string[] = []
  const keeper = new DraftKeeper(initial, {
    write: async ({ title }, base, { isForced }) => {
      written.push({ title, base, isForced })
      return (
        answers.shift() ?? { kind: "saved", draft: { id: base?.id ?? "drf_1", revision: (base?.revision ?? 0) + 1 } }
      )
    },
    mirror: (kept, base, unsure) => {
      mirrored = kept && { snapshot: kept, base, unsure }
    },
    onCreated: (id) => created.push(id),
    nowMs: () => nowMs,
    later: (run, ms) => {
      const timer = { run, at: nowMs + ms }
      timers.push(timer)
      return () => {
        timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
      }
    },
  })
  const pass = async (ms: number) => {
    nowMs += ms
    for (const timer of timers.filter(({ at }) => at <= nowMs)) {
      timers.splice(timers.indexOf(timer), 1)
      timer.run()
    }
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  return {
    keeper,
    written,
    answers,
    created,
    pass,
    getMirrored: () => mirrored?.snapshot ?? null,
    getBase: () => mirrored?.base ?? null,
    getUnsure: () => mirrored?.unsure ?? null,
  }
}

test("what is typed is written once, a moment after the last change, and only then leaves the browser's mirror", async () => {
  const { keeper, written, created, pass, getMirrored } = setUp()
  keeper.change(snapshot("a"))
  keeper.change(snapshot("ab"))
  expect(getMirrored()).toEqual(snapshot("ab"))
  await pass(SAVE_AFTER_MS - 1)
  expect(written).toEqual([])
  await pass(1)
  expect(written).toEqual([{ title: "ab", base: null, isForced: false }])
  expect(keeper.getState()).toMatchObject({ status: "saved", saved: { id: "drf_1", revision: 1 } })
  expect(created).toEqual(["drf_1"])
  expect(getMirrored()).toBeNull()
})

test("a studio that is away is asked again, and the mirror keeps what was typed", async () => {
  const { keeper, written, answers, pass, getMirrored } = setUp()
  answers.push({ kind: "unreachable" })
  keeper.change(snapshot("a"))
  await pass(SAVE_AFTER_MS)
  expect(keeper.getState().status).toBe("offline")
  expect(getMirrored()).toEqual(snapshot("a"))
  await pass(5000)
  expect(written).toHaveLength(2)
  expect(keeper.getState().status).toBe("saved")
})

test("a newer revision of another tab is not overwritten until the person says so", async () => {
  const { keeper, written, answers, pass } = setUp({ id: "drf_1", revision: 3 })
  answers.push({ kind: "conflict" })
  keeper.change(snapshot("mine"))
  await pass(SAVE_AFTER_MS)
  expect(keeper.getState().status).toBe("conflict")
  keeper.change(snapshot("mine, more"))
  await pass(60_000)
  expect(written).toHaveLength(1)
  await keeper.overwrite()
  expect(written.at(-1)).toEqual({ title: "mine, more", base: { id: "drf_1", revision: 3 }, isForced: true })
  expect(keeper.getState().status).toBe("saved")
})

test("a draft that was deleted elsewhere becomes a new one", async () => {
  const { keeper, written, answers, pass } = setUp({ id: "drf_1", revision: 3 })
  answers.push({ kind: "gone" }, { kind: "saved", draft: { id: "drf_2", revision: 1 } })
  keeper.change(snapshot("a"))
  await pass(SAVE_AFTER_MS)
  await pass(SAVE_AFTER_MS)
  expect(written.at(-1)).toMatchObject({ base: null })
  expect(keeper.getState().saved).toEqual({ id: "drf_2", revision: 1 })
})

test("after the form was sent nothing is written any more", async () => {
  const { keeper, written, pass, getMirrored } = setUp()
  keeper.change(snapshot("a"))
  keeper.stop()
  keeper.change(snapshot("b"))
  await pass(60_000)
  expect(written).toEqual([])
  expect(getMirrored()).toBeNull()
})

test("a page that goes away writes nothing beside the write that is under way: neither a conflict with itself nor two drafts", async () => {
  const { keeper, written, answers, pass, getMirrored } = setUp()
  const answer = Promise.withResolvers<WriteResult>()
  answers.push(answer.promise)
  keeper.change(snapshot("a"))
  await pass(SAVE_AFTER_MS)
  keeper.change(snapshot("ab"))
  const last = keeper.flush({ isLast: true })
  expect(written).toHaveLength(1)
  expect(getMirrored()).toEqual(snapshot("ab"))
  answer.resolve({ kind: "saved", draft: { id: "drf_1", revision: 1 } })
  await last
  expect(written.at(-1)).toEqual({ title: "ab", base: { id: "drf_1", revision: 1 }, isForced: false })
})

test("a form that was left writes what it has and then nothing by itself, also not into the next page's address", async () => {
  const { keeper, written, answers, created, pass, getMirrored } = setUp()
  answers.push({ kind: "saved", draft: { id: "drf_1", revision: 1 } }, { kind: "unreachable" })
  keeper.change(snapshot("a"))
  await keeper.close()
  expect(written).toHaveLength(1)
  expect(created).toEqual([])
  keeper.change(snapshot("late"))
  await pass(60_000)
  expect(written).toHaveLength(1)
  expect(getMirrored()).toEqual(snapshot("late"))
})

test("what an earlier visit typed over an older revision is a conflict, and still is after the page was opened once more", async () => {
  const { keeper, written, answers, pass, getBase } = setUp({ id: "drf_1", revision: 9 })
  answers.push({ kind: "conflict" })
  keeper.rebase(4, null)
  keeper.change(snapshot("mine"))
  await pass(SAVE_AFTER_MS)
  expect(written).toEqual([{ title: "mine", base: { id: "drf_1", revision: 4 }, isForced: false }])
  expect(keeper.getState().status).toBe("conflict")
  expect(getBase()).toEqual({ id: "drf_1", revision: 4 })
})

test("what was on its way when the page went is no conflict with the next page: it is sent once more before what is newer", async () => {
  const { keeper, written, answers, pass, getMirrored, getUnsure } = setUp({ id: "drf_1", revision: 3 })
  answers.push(new Promise<never>(() => {}))
  keeper.change(snapshot("a"))
  await pass(SAVE_AFTER_MS)
  keeper.change(snapshot("ab"))
  expect([getMirrored(), getUnsure()]).toEqual([snapshot("ab"), snapshot("a")])
  expect(written).toHaveLength(1)

  // The next page reads revision 4: "a" has arrived.
  const next = setUp({ id: "drf_1", revision: 4 })
  next.answers.push({ kind: "saved", draft: { id: "drf_1", revision: 4 } })
  next.keeper.rebase(3, getUnsure())
  next.keeper.change(snapshot("ab"))
  await next.keeper.flush()
  expect(next.written.map(({ title, base }) => [title, base?.revision])).toEqual([
    ["a", 3],
    ["ab", 4],
  ])
  expect(next.keeper.getState()).toMatchObject({ status: "saved", saved: { revision: 5 } })
  expect(next.getMirrored()).toBeNull()
})

test("a save whose answer was lost is repeated as it was before what was typed meanwhile, unless the form was sent", async () => {
  const { keeper, written, answers, pass } = setUp({ id: "drf_1", revision: 3 })
  answers.push({ kind: "unreachable" })
  keeper.change(snapshot("a"))
  await pass(SAVE_AFTER_MS)
  keeper.change(snapshot("ab"))
  await pass(SAVE_AFTER_MS)
  expect(written.map(({ title }) => title)).toEqual(["a", "a", "ab"])

  const repeated = Promise.withResolvers<WriteResult>()
  answers.push({ kind: "unreachable" }, repeated.promise)
  keeper.change(snapshot("abc"))
  await pass(SAVE_AFTER_MS)
  keeper.change(snapshot("abcd"))
  await pass(SAVE_AFTER_MS)
  keeper.stop()
  repeated.resolve({ kind: "saved", draft: { id: "drf_1", revision: 6 } })
  await pass(60_000)
  expect(written.map(({ title }) => title)).toEqual(["a", "a", "ab", "abc", "abc"])
})

test("what an earlier visit left is written before anybody types: the server may have it from that visit's last write", async () => {
  const { keeper, written, answers, pass } = setUp({ id: "drf_1", revision: 4 })
  answers.push({ kind: "saved", draft: { id: "drf_1", revision: 4 } })
  keeper.rebase(3, null)
  keeper.change(snapshot("left"))
  await pass(0)
  expect(written).toEqual([{ title: "left", base: { id: "drf_1", revision: 3 }, isForced: false }])
  keeper.change(snapshot("left, and more"))
  await pass(SAVE_AFTER_MS - 1)
  expect(written).toHaveLength(1)
  await pass(1)
  expect(written.at(-1)).toMatchObject({ base: { id: "drf_1", revision: 4 } })
})
