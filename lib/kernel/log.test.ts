import { expect, test } from "vitest"

import { serializeError } from "./log.ts"

test("the values of a failed query are in no log, however deep it is wrapped", () => {
  const query = Object.assign(new Error("Failed query: select 1 params: hunter2"), {
    query: "select 1",
    params: ["hunter2"],
    cause: new Error("duplicate key"),
  })
  const logged = JSON.stringify(serializeError(new Error("outer", { cause: query })))
  expect(logged).not.toContain("hunter2")
  expect(logged).toContain("select 1")
  expect(logged).toContain("duplicate key")
})

test("other errors keep their message, stack and cause", () => {
  expect(serializeError(new Error("outer"))).toMatchObject({
    message: "outer",
    stack: expect.stringContaining("log.test"),
  })
})
