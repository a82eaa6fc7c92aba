import { expect, test } from "vitest"

import { endpointHealth } from "./endpoint-health.ts"
import { HEALTH } from "./statuses.ts"
import type { Health } from "./statuses.ts"

type Case = readonly [what: string, deployments: readonly (readonly [Health, number])[], expected: Health]

const CASES: readonly Case[] = [
  ["no deployment", [], "Idle"],
  ["none takes traffic", [["Healthy", 0]], "Idle"],
  ["a failed one without traffic, and nothing else", [["Unhealthy", 0]], "Idle"],
  ["one healthy", [["Healthy", 100]], "Healthy"],
  [
    "a failed one without traffic beside a healthy one",
    [
      ["Healthy", 100],
      ["Unhealthy", 0],
    ],
    "Healthy",
  ],
  [
    "one that has never been ready takes one percent",
    [
      ["Healthy", 99],
      ["Unknown", 1],
    ],
    "Unknown",
  ],
  [
    "one lacks instances",
    [
      ["Healthy", 50],
      ["Degraded", 50],
    ],
    "Degraded",
  ],
  [
    "the worst wins, in whatever order",
    [
      ["Degraded", 40],
      ["Unhealthy", 1],
      ["Healthy", 59],
    ],
    "Unhealthy",
  ],
]

test.each(CASES)("%s", (_what, deployments, expected) => {
  const all = deployments.map(([health, percent]) => ({ health, percent }))
  expect(endpointHealth(all)).toBe(expected)
  expect(endpointHealth(all.toReversed())).toBe(expected)
})

test("one deployment that takes everything gives the endpoint its own health", () => {
  for (const health of HEALTH) expect(endpointHealth([{ health, percent: 100 }])).toBe(health)
})
