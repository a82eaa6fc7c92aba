import { readFile } from "node:fs/promises"

import { expect, test } from "vitest"

import { isDatabaseUnavailable, pgErrorCode, isUniqueViolation, violatedConstraint } from "./pg-errors.ts"
import { splitSocket } from "./open-connection.ts"
import { openLane } from "./open-lane.ts"

test("the socket folder of a URL becomes a path, and the rest of the URL stays", () => {
  const url = "postgres://caudal:p%40ss@localhost/caudal?host=%2Fvar%2Flib%2Fx&sslmode=disable"
  expect(splitSocket(url)).toEqual({
    url: "postgres://caudal:p%40ss@localhost/caudal?sslmode=disable",
    path: "/var/lib/x/.s.PGSQL.5432",
  })
  expect(splitSocket("postgres://u:p@db.example:6543/x")).toEqual({ url: "postgres://u:p@db.example:6543/x" })
})

test("a database error's code and constraint are found behind the wrapping of others", () => {
  const inner = Object.assign(new Error("duplicate key"), { code: "23505", constraint_name: "endpoints_name_key" })
  const error = new Error("Failed query", { cause: new Error("again", { cause: inner }) })
  expect(pgErrorCode(error)).toBe("23505")
  expect(violatedConstraint(error)).toBe("endpoints_name_key")
  expect(isUniqueViolation(error, "endpoints_name_key")).toBe(true)
  expect(isUniqueViolation(error, "another")).toBe(false)
  expect(pgErrorCode("not an error")).toBe(undefined)
})

test.each([
  "postgres://caudal:x@127.0.0.1:1/caudal",
  "postgres://caudal:x@localhost/caudal?host=%2Fno%2Fsuch%2Ffolder",
])("a server that is not at %s is a database that is away", async (url) => {
  const lane = openLane(url, { applicationName: "test" })
  await expect(lane.query("select 1")).rejects.toSatisfy(isDatabaseUnavailable)
})

test("a file that is missing or a program's closed pipe is no database that is away", async () => {
  const missing: unknown = await readFile("/no/such/file").catch((error: unknown) => error)
  expect(pgErrorCode(missing)).toBe("ENOENT")
  expect(isDatabaseUnavailable(missing)).toBe(false)
  expect(isDatabaseUnavailable(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }))).toBe(false)
})
