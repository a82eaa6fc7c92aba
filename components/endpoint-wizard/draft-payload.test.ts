import { expect, test } from "vitest"

import { belongsTo, fromPayload, kindOf, toSnapshot } from "./draft-payload.ts"
import { exampleForm } from "./form/testing/example-form.ts"

const NEW = { endpoint: null, deployment: null }
const ADDED = { endpoint: "ep", deployment: null }
const CHANGED = { endpoint: "ep", deployment: "blue" }

test("a draft belongs to the page that it was begun on and to no other", () => {
  const places = [NEW, ADDED, CHANGED, { endpoint: "ep", deployment: "green" }, { endpoint: "ep-2", deployment: null }]
  for (const place of places) {
    const draft = { kind: kindOf(place), title: toSnapshot(exampleForm(), "model", place).title }
    expect(places.filter((one) => belongsTo(draft, one))).toEqual([place])
  }
})

test("a change of a deployment goes on with the secrets that the deployment has", () => {
  const { payload } = toSnapshot(exampleForm(), "code", CHANGED)
  expect(JSON.stringify(payload)).not.toContain("hunter2")
  const { variables } = fromPayload(payload, { API_KEY: "hunter2" }).deployment
  expect(variables.find(({ key }) => key === "API_KEY")).toMatchObject({ value: "hunter2" })
})
