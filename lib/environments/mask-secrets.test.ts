import { expect, test } from "vitest"

import { maskSecrets, withoutCredentials } from "./mask-secrets.ts"

test.each([
  ["https://me:pw@x.example/simple", "https://****@x.example/simple"],
  ["https://me:p@w@x.example", "https://****@x.example"],
  ["a @ git+https://tok@x.example/a@v1", "a @ git+https://****@x.example/a@v1"],
  ["https://x.example/a@v1", "https://x.example/a@v1"],
])("%s is shown as %s", (text, shown) => {
  expect(maskSecrets(text)).toBe(shown)
})

test("without its password a URL is still the same URL", () => {
  expect(withoutCredentials("a @ https://me:pw@x.example/a.whl")).toBe("a @ https://x.example/a.whl")
})
