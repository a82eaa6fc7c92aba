import { expect, test } from "vitest"

import { apiPaths, fillPath, matchPath, pagePaths, safeCallback, setupUrl } from "./contract.ts"

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

test("a sign-in leads back into the studio and nowhere else", () => {
  const page = pagePaths.endpointTab("default", "a b", "traffic")
  const given = new URL(pagePaths.login(page), "http://studio").searchParams.get("callbackUrl")
  expect(safeCallback(given)).toBe("/w/default/endpoints/online/a%20b/traffic")
  for (const elsewhere of ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "", null]) {
    expect(safeCallback(elsewhere)).toBe("/")
  }
})
