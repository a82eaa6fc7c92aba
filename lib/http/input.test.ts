import fc from "fast-check"
import { expect, test } from "vitest"
import { z } from "zod"

import { AppError } from "#lib/kernel/errors.ts"

import { findJsonProblem, JSON_DEPTH_MAX } from "./check-json.ts"
import { judgeHealth } from "./health-view.ts"
import { ownOrigins, studioOrigin } from "./origin.ts"
import { parseInput } from "./parse-input.ts"
import { GUARDS, parseEtag, readIdempotencyKey, readPreconditions } from "./preconditions.ts"

function failureOf(act: () => unknown): AppError {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error("nothing was thrown")
}

const schema = z.strictObject({
  name: z.string().max(5),
  probe: z.strictObject({ failure_threshold: z.int() }).optional(),
  model: z.union([z.string().startsWith("azureml:"), z.strictObject({ path: z.string() })]).optional(),
})

test("each wrong field is one detail with its path and rule", () => {
  const error = failureOf(() => parseInput(schema, { name: "too long", probe: { failure_threshold: 1.5 } }, "body"))
  expect(error.code).toBe("request.invalid")
  expect(error.details.map(({ target }) => target)).toEqual(["name", "probe.failure_threshold"])
  expect(error.message).toContain("and 1 more")
})

test("an unknown key names the nearest known one at its own place", () => {
  const error = failureOf(() => parseInput(schema, { name: "a", probe: { failureThreshold: 1 } }, "body"))
  expect(error.details[0]).toEqual({
    code: "unknown_key",
    target: "probe.failureThreshold",
    message: "probe.failureThreshold is not known. Did you mean 'failure_threshold'?",
  })
})

test("of a union the alternative that was meant is explained", () => {
  const inline = failureOf(() => parseInput(schema, { name: "a", model: { path: 3 } }, "body"))
  expect(inline.target).toBe("model.path")
  const typo = failureOf(() => parseInput(schema, { name: "a", model: { pth: "x", path: "x" } }, "body"))
  expect(typo.message).toBe("model.pth is not known. Did you mean 'path'?")
  const text = failureOf(() => parseInput(schema, { name: "a", model: 3 }, "body"))
  expect(text.target).toBe("model")
})

test("ten thousand mistakes are answered with twenty lines", () => {
  const list = z.array(z.string())
  const error = failureOf(() =>
    parseInput(
      list,
      Array.from({ length: 10_000 }, () => 1),
      "body",
    ),
  )
  expect(error.details).toHaveLength(20)
})

test("what PostgreSQL cannot store is found wherever it stands, and any other JSON passes", () => {
  expect(findJsonProblem({ a: [{ b: "x\0" }] })).toEqual({ path: "a.0.b", rule: expect.stringContaining("NUL") })
  expect(findJsonProblem({ "\ud800": 1 })).not.toBeNull()
  expect(findJsonProblem(JSON.parse('{"__proto__":{"a":1}}'))?.path).toBe("__proto__")
  expect(findJsonProblem(JSON.parse("1e999"))).not.toBeNull()
  const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth))
  expect(findJsonProblem(nested(JSON_DEPTH_MAX))).toBeNull()
  expect(findJsonProblem(nested(100_000))).not.toBeNull()
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      if (/\\u0000|\\ud[89a-f]|__proto__/i.test(text)) return
      expect(findJsonProblem(JSON.parse(text))).toBeNull()
    }),
  )
})

test("an ETag is read back as the revision that it was made from, and nothing else is", () => {
  expect(parseEtag('"7"')).toBe(7)
  expect(parseEtag('W/"7"')).toBe(7)
  for (const wrong of ["7", '"07"', '"-1"', '"99999999999"', '"x"', "*", '"2147483648"'])
    expect(parseEtag(wrong)).toBeNull()
})

test("of a hundred thousand unknown keys the first are named and the rest are counted", () => {
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_unused, n) => [`q${n}`, n]))
  const { message, details } = failureOf(() => parseInput(z.strictObject({ email: z.string() }), many, "body"))
  expect(message).toMatch(/^q0 is not known\. Known here: email\. \(and 100000 more\)$/)
  expect(details).toHaveLength(20)
})

test("preconditions that contradict each other or cannot be read are refused", () => {
  const read = (init: Record<string, string>) => readPreconditions(new Headers(init), GUARDS)
  expect(read({})).toEqual({ createOnly: false, ifMatch: undefined, mustExist: false })
  expect(read({ "if-match": '"3"' }).ifMatch).toBe(3)
  expect(read({ "if-match": "*" }).mustExist).toBe(true)
  expect(read({ "if-none-match": "*" }).createOnly).toBe(true)
  for (const init of [{ "if-none-match": '"3"' }, { "if-match": "3" }, { "if-match": "*", "if-none-match": "*" }]) {
    expect(failureOf(() => read(init)).code).toBe("request.invalid_header")
  }
})

test("an Idempotency-Key is visible ASCII of at most 255 characters", () => {
  const read = (key: string) => readIdempotencyKey(new Headers({ "idempotency-key": key }))
  expect(read("a".repeat(255))).toHaveLength(255)
  for (const wrong of ["", "a b", "ñ", "a".repeat(256)]) {
    expect(failureOf(() => read(wrong)).code).toBe("request.invalid_header")
  }
})

test("only the studio's own origins may change things by session", () => {
  const env = { PORT: 3000, CAUDAL_STUDIO_TLS_PORT: 3443, CAUDAL_ORIGIN: undefined }
  expect(ownOrigins(env).has("https://localhost:3443")).toBe(true)
  expect(ownOrigins(env).has("https://evil.example")).toBe(false)
  const named = { ...env, CAUDAL_ORIGIN: "https://caudal.example/" }
  expect(studioOrigin(named)).toBe("https://caudal.example")
  expect([...ownOrigins(named)]).toEqual(["https://caudal.example"])
})

test("health is ok only when every process gave a sign of life lately", () => {
  expect(judgeHealth({ controllerMs: 100, gatewayMs: 0 }).status).toBe("ok")
  expect(judgeHealth({ controllerMs: 100, gatewayMs: null }).processes.gateway).toBe("down")
  expect(judgeHealth({ controllerMs: 60_000, gatewayMs: 0 }).processes.controller).toBe("down")
  expect(judgeHealth(null).processes.database).toBe("down")
})
