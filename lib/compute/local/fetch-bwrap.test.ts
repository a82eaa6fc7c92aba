import { expect, test } from "vitest"

import { fetchBwrap } from "./fetch-bwrap.ts"

test("a folder that cannot be made is a reason to run without a sandbox, not an error that ends the controller", async () => {
  const found = await fetchBwrap("/dev/null/tools/bubblewrap")
  expect(found).toEqual({ reason: expect.stringContaining("could not be fetched with apt-get: ENOTDIR") })
})
