import fc from "fast-check"
import { expect, test } from "vitest"

import { decide } from "./decide.ts"
import { createSeededRandom } from "./seeded-random.ts"
import { RoutingTable } from "./table.ts"
import type { TableEndpoint } from "./table.ts"
import { deployment, route } from "./testing/test-gateway.ts"

function endpointWith(traffic: Record<string, number>): TableEndpoint {
  const table = new RoutingTable()
  const names = Object.keys(traffic)
  const deployments = names.map((name) => deployment(name, [`/tmp/${name}`]))
  table.apply({ version: 1, endpointId: "end_1", route: route(deployments, traffic) })
  const found = table.find("diabetes")
  if (found === undefined) throw new Error("the endpoint is missing")
  return found
}

/** Integer shares that sum to 100. */
const split = fc
  .array(fc.integer({ min: 0, max: 100 }), { maxLength: 6 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, i) => cut - (cuts[i] ?? 0)))
  .map((shares) => Object.fromEntries(shares.map((share, i) => [`d${i}`, share])))

const never = () => {
  throw new Error("a draw was made")
}

test("with a seeded source any split lands exactly in 10,000 requests", () => {
  fc.assert(
    fc.property(split, fc.integer(), (traffic, seed) => {
      const endpoint = endpointWith(traffic)
      const random = createSeededRandom(seed)
      const counts = Object.fromEntries(Object.keys(traffic).map((name) => [name, 0]))
      for (let i = 0; i < 10_000; i++) {
        const decision = decide(endpoint, undefined, random)
        if ("deployment" in decision)
          counts[decision.deployment.route.name] = (counts[decision.deployment.route.name] ?? 0) + 1
      }
      expect(counts).toEqual(Object.fromEntries(Object.entries(traffic).map(([name, share]) => [name, share * 100])))
    }),
    { numRuns: 30 },
  )
})

test("a draw always picks a deployment with a positive share", () => {
  fc.assert(
    fc.property(split, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (traffic, drawn) => {
      const decision = decide(endpointWith(traffic), undefined, () => drawn)
      expect("deployment" in decision && (traffic[decision.deployment.route.name] ?? 0) > 0).toBe(true)
    }),
  )
})

test("the pin wins over the weights, works at zero traffic and draws nothing", () => {
  const endpoint = endpointWith({ blue: 100, green: 0 })
  expect(decide(endpoint, "green", never)).toHaveProperty("deployment.route.name", "green")
  const off = endpointWith({ blue: 0, green: 0 })
  expect(decide(off, "blue", never)).toHaveProperty("deployment.route.name", "blue")
})

test("an unknown pin and an endpoint without traffic are refused, each for its reason", () => {
  expect(decide(endpointWith({ blue: 100 }), "red", never)).toEqual({ refused: "unknown-deployment" })
  expect(decide(endpointWith({ blue: 0 }), undefined, never)).toEqual({ refused: "no-traffic" })
})

test("two seeds give two orders, the same seed the same order", () => {
  const draws = (seed: number) => {
    const random = createSeededRandom(seed)
    return Array.from({ length: 300 }, () => random())
  }
  expect(draws(1)).toEqual(draws(1))
  expect(draws(1)).not.toEqual(draws(2))
})
