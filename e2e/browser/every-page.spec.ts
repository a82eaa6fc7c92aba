import { at, expect, expectAccessible, LOCALES, signIn, test } from "./fixtures.ts"
import { PAGES } from "./page-paths.ts"

/** What every page owes to everybody: a title, one heading, the right language, nothing that axe finds, room from 320 px on. */

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("pages are accessible in both themes, named, in one language, and fit every width", async ({
      studio,
      serving,
    }) => {
      test.setTimeout(480_000)
      const titles = new Set<string>()
      for (const path of PAGES) {
        await studio.setViewportSize({ width: 1280, height: 900 })
        await studio.goto(at(serving, path))
        await expect(studio.getByRole("heading", { level: 1 })).toHaveCount(1)
        await expect(studio.locator("html")).toHaveAttribute("lang", locale.slice(0, 2))
        await expectAccessible(studio)
        titles.add(await studio.title())
        for (const width of [320, 2560]) {
          await studio.setViewportSize({ width, height: 900 })
          const overflow = await studio.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          )
          expect([path, width, overflow]).toEqual([path, width, 0])
        }
      }
      expect(titles.size).toBe(PAGES.length)
    })
  })
}

test("a page that does not exist, and one of a workspace of others, keep the way back", async ({
  page,
  serving,
  t,
}) => {
  await signIn(page, serving, t)
  for (const path of ["/w/default/endpoints/online/no-such-endpoint", "/w/of-others", "/nowhere"]) {
    await page.goto(at(serving, path))
    await expect(page.getByRole("heading", { level: 1, name: t("states.notFoundTitle") })).toBeVisible()
    await expect(page.getByRole("link", { name: t("states.home") })).toBeVisible()
  }
})
