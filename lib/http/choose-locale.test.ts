import { expect, test } from "vitest"

import { chooseLocale } from "./choose-locale.ts"

test.each([
  [{ override: "es", preference: "en" }, "es"],
  [{ override: "xx", preference: "es" }, "es"],
  [{ preference: "system", cookie: "es", accepted: "en" }, "es"],
  [{ preference: "system", accepted: "fr-FR, es-MX;q=0.8, en;q=0.7" }, "es"],
  [{ accepted: "en;q=0.1, es;q=0" }, "en"],
  [{ accepted: "*" }, "en"],
  [{ accepted: "es;q=nonsense" }, "es"],
  [{}, "en"],
])("of %j people get %s", (hints, locale) => {
  expect(chooseLocale(hints)).toBe(locale)
})
