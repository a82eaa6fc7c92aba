import { expect, test } from "vitest"

import { describeProgress } from "./describe-progress.ts"
import { createLiveLine } from "./live-line.ts"

const target = { type: "deployment", id: "dep_1", name: "diabetes/blue" } as const

test.each([
  [{}, "deployment diabetes/blue: waiting"],
  [{ phase: "environment", message: "Downloaded numpy" }, "deployment diabetes/blue: environment, Downloaded numpy"],
  [{ phase: "init", message: "init" }, "deployment diabetes/blue: init"],
  [
    { phase: "instances", ready_instances: 1, wanted_instances: 2 },
    "deployment diabetes/blue: instances, 1 of 2 instances ready",
  ],
])("progress %j reads as one line", (progress, line) => {
  expect(describeProgress({ target, progress })).toBe(line)
})

test("a pipe gets a line for each change and none twice", () => {
  const told: string[] = []
  const never = () => {
    throw new Error("not asked for")
  }
  const terminal = {
    out: never,
    err: never,
    isErrTty: false,
    isOutTty: false,
    isInTty: false,
    columns: 80,
    readInput: never,
    ask: never,
    onInterrupt: never,
  }
  const line = createLiveLine(terminal, (text) => void told.push(text))
  for (const text of ["a", "a", "b", "a"]) line.show(text)
  line.stop()
  expect(told).toEqual(["a", "b", "a"])
})
