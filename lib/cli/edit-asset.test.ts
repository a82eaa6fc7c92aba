import { expect, test } from "vitest"

import { parseArgs } from "./args/index.ts"
import { editAsset } from "./edit-asset.ts"
import { ADD, FORCE_STRING, REMOVE, SET } from "./shared-flags.ts"

const shown = {
  name: "m",
  version: "2",
  description: "old",
  tags: { owner: "ana" },
  properties: {},
  type: "custom_model",
}

test.each<[string[], unknown]>([
  [["--set", "tags.team=risk"], { tags: { owner: "ana", team: "risk" } }],
  [["--set", "description=new", "--remove", "tags.owner"], { description: "new", tags: {} }],
  [["--remove", "description", "--remove", "tags", "--remove", "properties"], { description: "", tags: {} }],
  [["--set", "description=None"], { description: "" }],
])("what is removed is sent empty, because the server keeps what is left out: %j", (line, change) => {
  const { uses } = parseArgs(line, [SET, ADD, REMOVE, FORCE_STRING])
  expect(editAsset(shown, uses)).toEqual({ version: "2", json: { ...shown, ...(change as object) } })
})
