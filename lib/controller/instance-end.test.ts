import { expect, test } from "vitest"

import type { InstanceEnd } from "#lib/deployments/contract.ts"

import { explainEnd, isFatalEnd, phaseOfEnd } from "./instance-end.ts"

const ENDED: InstanceEnd = { code: 1, signal: null, oom: false, phase: "init", error: null, startError: null, log: [] }

const end = (changes: Partial<InstanceEnd>): InstanceEnd => ({ ...ENDED, ...changes })
const failed = (kind: string) => end({ code: 3, error: { kind, message: `why: ${kind}` } })

test.each(["missing_run", "missing_init", "import_error", "script_missing", "mixed_decorators", "swagger_invalid"])(
  "%s is fatal: a fresh process would only repeat it",
  (kind) => expect(isFatalEnd(failed(kind))).toBe(true),
)

test.each([
  ["init() that raised", failed("init_failed")],
  ["an end without a word", end({})],
  ["a killed process", end({ code: null, signal: 9 })],
  ["too much memory", end({ code: null, signal: 9, oom: true })],
  ["a host that could not start it", end({ code: null, startError: "no disk" })],
])("%s is tried again", (_what, one) => expect(isFatalEnd(one)).toBe(false))

test.each([
  [failed("missing_run"), "UserScriptFunctionNotFound", "why: missing_run"],
  [failed("missing_init"), "UserScriptFunctionNotFound", "why: missing_init"],
  [failed("import_error"), "UserScriptImportError", "why: import_error"],
  [failed("script_missing"), "UserScriptImportError", "why: script_missing"],
  [failed("init_failed"), "UserScriptInitFailed", "why: init_failed"],
  [end({ code: null, startError: "no disk" }), "StartFailed", "no disk"],
  [end({ code: 7 }), "ResourceNotReady", "The instance ended with exit code 7 before it was ready."],
  [
    end({ code: 7, phase: "running" }),
    "ResourceNotReady",
    "The instance ended with exit code 7 soon after it was ready.",
  ],
  [end({ code: null, signal: 11 }), "ResourceNotReady", "The instance ended by signal 11 before it was ready."],
  [
    end({ code: null }),
    "ResourceNotReady",
    "The instance vanished before it was ready: nothing on the machine says how it ended.",
  ],
])("%o is explained as %s", (one, code, message) => {
  const explained = explainEnd(one)
  expect(explained.definition.code).toBe(code)
  expect(explained.message).toBe(message)
})

test("memory is the cause before whatever the process said last", () => {
  const explained = explainEnd({ ...failed("init_failed"), oom: true })
  expect(explained.definition.code).toBe("OutOfMemory")
})

const observed = (phases: ReadonlyArray<{ phase: string; error?: { kind: string; message: string } }>) => ({
  phases,
  conditions: [],
})

test.each([
  { reported: [], phase: "imports" },
  { reported: [{ phase: "imports" }], phase: "init" },
  { reported: [{ phase: "imports" }, { phase: "init" }], phase: "readiness" },
  { reported: [{ phase: "imports" }, { phase: "init" }, { phase: "serving" }], phase: "readiness" },
  { reported: [{ phase: "imports", error: { kind: "import_error", message: "" } }], phase: "imports" },
  { reported: [{ phase: "imports" }, { phase: "init", error: { kind: "init_failed", message: "" } }], phase: "init" },
])("what reported $reported ended in $phase", ({ reported, phase }) => {
  expect(phaseOfEnd(observed(reported), false)).toBe(phase)
})

test("one that was ready ended while running, whatever it reported before", () => {
  expect(phaseOfEnd(observed([{ phase: "imports" }]), true)).toBe("running")
})

test("one whose sandbox or command could not be started ended at its start", () => {
  const conditions = [{ type: "Sandbox", reason: "LaunchFailed", message: "" }]
  expect(phaseOfEnd({ phases: [], conditions }, false)).toBe("start")
  expect(phaseOfEnd(undefined, false)).toBe("start")
})
