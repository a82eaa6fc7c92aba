import { expect, test } from "vitest"

import { clearShare } from "./clear-share.ts"

test("the others take the share in proportion; without others traffic is off", () => {
  expect(clearShare({ blue: 60, green: 30, v7: 10 }, "v7")).toEqual({ blue: 67, green: 33, v7: 0 })
  expect(clearShare({ blue: 90, green: 10 }, "green")).toEqual({ blue: 100, green: 0 })
  expect(clearShare({ blue: 100, green: 0 }, "blue")).toEqual({ blue: 0, green: 0 })
  expect(clearShare({ blue: 100, green: 0 }, "green")).toEqual({ blue: 100, green: 0 })
})
