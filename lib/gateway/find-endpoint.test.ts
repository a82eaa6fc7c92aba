import { expect, test } from "vitest"

import { findEndpoint, hostSuffix } from "./find-endpoint.ts"

const suffix = hostSuffix("eu", "Example.org")

test.each([
  ["localhost:8443", "/endpoints/Diabetes/score", "diabetes", "/score", true],
  ["localhost", "/endpoints/diabetes/swagger.json?version=3", "diabetes", "/swagger.json?version=3", true],
  ["localhost", "/endpoints/diabetes", "diabetes", "/", true],
  ["localhost", "/endpoints/diabetes?x=1", "diabetes", "/?x=1", true],
  ["localhost", "/endpoints/diabetes/", "diabetes", "/", true],
  ["diabetes.eu.inference.example.org", "/score", "diabetes", "/score", false],
  ["DIABETES.eu.inference.example.org:443", "/", "diabetes", "/", false],
  ["diabetes.eu.inference.example.org", "/endpoints/other/score", "diabetes", "/endpoints/other/score", false],
])("%s%s means endpoint %s", (host, target, name, upstreamTarget, isPathForm) => {
  expect(findEndpoint(host, target, suffix)).toEqual({ name, upstreamTarget, isPathForm })
})

test.each([
  ["localhost", "/"],
  ["localhost", "/endpoints"],
  ["localhost", "/endpoints//score"],
  ["localhost", "/Endpoints/diabetes/score"],
  ["a.b.eu.inference.example.org", "/score"],
  [".eu.inference.example.org", "/score"],
  ["diabetes.eu.inference.example.org.evil.example", "/score"],
])("%s%s is no endpoint's address", (host, target) => {
  expect(findEndpoint(host, target, suffix)).toBeUndefined()
})
