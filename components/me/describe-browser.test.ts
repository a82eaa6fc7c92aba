import { expect, test } from "vitest"

import { describeBrowser } from "./describe-browser.ts"

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"

test("a browser is called what its person calls it, not what it pretends to be", () => {
  expect(
    describeBrowser(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`),
  ).toEqual({ browser: "Edge", system: "Windows" })
  expect(describeBrowser(`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/140.0.0.0 Safari/537.36`)).toEqual({
    browser: "Chrome",
    system: "Linux",
  })
  expect(
    describeBrowser(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 Version/26.0 Safari/604.1",
    ),
  ).toEqual({ browser: "Safari", system: "iPhone" })
  expect(
    describeBrowser("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0"),
  ).toEqual({
    browser: "Firefox",
    system: "macOS",
  })
})

test("what is not known is not guessed", () => {
  expect(describeBrowser("curl/8.0")).toEqual({ browser: null, system: null })
})
