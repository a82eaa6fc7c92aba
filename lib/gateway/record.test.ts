import { expect, test } from "vitest"

import { Recorder } from "./record.ts"

const KNOWN = () => true

test("answers are counted per deployment and code", () => {
  const recorder = new Recorder()
  recorder.count("end", "blue", 200)
  recorder.count("end", "blue", 200)
  recorder.count("end", "blue", 424)
  expect(recorder.snapshot()).toEqual([
    { endpointId: "end", deploymentId: "blue", code: 200, count: 2 },
    { endpointId: "end", deploymentId: "blue", code: 424, count: 1 },
  ])
})

test("only what changed is pending, and what changed while it was stored is pending again", () => {
  const recorder = new Recorder()
  recorder.count("end", "blue", 200)
  recorder.count("end", "green", 200)
  const rows = recorder.pending()
  recorder.count("end", "green", 200)
  recorder.settle(rows, KNOWN)
  expect(recorder.pending()).toEqual([{ endpointId: "end", deploymentId: "green", code: 200, count: 2 }])
  recorder.settle(recorder.pending(), KNOWN)
  expect(recorder.pending()).toEqual([])
})

test("a deployment that is gone is forgotten once its counts are stored, not before", () => {
  const recorder = new Recorder()
  recorder.count("end", "blue", 200)
  recorder.settle([], () => false)
  expect(recorder.snapshot()).toHaveLength(1)
  recorder.settle(recorder.pending(), () => false)
  expect(recorder.snapshot()).toEqual([])
})
