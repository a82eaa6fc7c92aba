import { expect, test } from "vitest"

import { compareSettings, mergeSettings, toEndpointInput } from "./endpoint-settings.ts"
import type { OnlineEndpointView } from "./schema.ts"

const BASE = { description: "Sales", tags: { team: "a", env: "prod" }, properties: {} }

test("an endpoint's file says its identity where it has one", () => {
  const view: OnlineEndpointView = {
    id: "end_1",
    name: "sales",
    kind: "Managed",
    location: "local",
    ...BASE,
    auth_mode: "key",
    traffic: {},
    mirror_traffic: {},
    public_network_access: "enabled",
    identity: null,
    scoring_uri: "",
    openapi_uri: "",
    provisioning_state: "Succeeded",
    health: "Idle",
    deployments: [],
    warnings: [],
    revision: 1,
    created_by: "ana",
    created_at: "",
    updated_at: "",
  }
  const file = { name: "sales", ...BASE, auth_mode: "key", public_network_access: "enabled", traffic: {} }
  expect(toEndpointInput(view)).toEqual(file)
  const identity = { type: "user_assigned" }
  expect(toEndpointInput({ ...view, identity })).toEqual({ ...file, identity })
})

test("a setting that only one side changed is no conflict, and both changes are kept", () => {
  const mine = { ...BASE, description: "Sales of today" }
  const theirs = { ...BASE, tags: { team: "b", env: "prod", cost: "7" } }
  expect(compareSettings(BASE, mine, theirs)).toEqual([
    { path: "description", base: "Sales", mine: "Sales of today", theirs: "Sales", isConflict: false },
    { path: "tags.cost", base: null, mine: null, theirs: "7", isConflict: false },
    { path: "tags.team", base: "a", mine: "a", theirs: "b", isConflict: false },
  ])
  expect(mergeSettings(BASE, mine, theirs)).toEqual({ ...theirs, description: "Sales of today" })
})

test("what both changed to different values is a conflict, also when one of them removed it", () => {
  const mine = { ...BASE, tags: { env: "prod" } }
  const theirs = { ...BASE, tags: { team: "c", env: "prod" } }
  expect(compareSettings(BASE, mine, theirs)).toEqual([
    { path: "tags.team", base: "a", mine: null, theirs: "c", isConflict: true },
  ])
  expect(mergeSettings(BASE, mine, theirs).tags).toEqual({ env: "prod" })
})

test("the same change on both sides is none", () => {
  const both = { ...BASE, description: "New" }
  expect(compareSettings(BASE, both, both).filter(({ isConflict }) => isConflict)).toEqual([])
})
