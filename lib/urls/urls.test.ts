import { expect, test } from "vitest"

import { apiPaths, fillPath, matchPath, setupUrl } from "./contract.ts"

test("a filled path gives its parameters back, whatever they hold", () => {
  for (const token of ["tok_1", "a/b", "ñ %", "..", "?x#y"]) {
    const path = fillPath(apiPaths.token, { token })
    expect(path.split("/")).toHaveLength(5)
    expect(matchPath(apiPaths.token, path)).toEqual({ kind: "match", params: { token } })
  }
})

test("a path that is longer, shorter, other or wrongly escaped does not match", () => {
  expect(matchPath(apiPaths.token, "/api/v1/tokens").kind).toBe("no_match")
  expect(matchPath(apiPaths.token, "/api/v1/tokens/a/b").kind).toBe("no_match")
  expect(matchPath(apiPaths.token, "/api/v1/models/a").kind).toBe("no_match")
  expect(matchPath(apiPaths.token, "/api/v1/tokens/%zz").kind).toBe("malformed")
  expect(matchPath(apiPaths.tokens, "/api/v1/tokens/").kind).toBe("match")
})

test("the set-up token is not part of what a browser sends", () => {
  expect(new URL(setupUrl("https://localhost:3443", "abc")).hash).toBe("#abc")
})
