import { at, expect, expectAccessible, LOCALES, signIn, test } from "./fixtures.ts"

/** Moving live traffic, by every way there is, and back. */

const PAGE = "/w/default/endpoints/online/diabetes/traffic"

test.describe.configure({ mode: "serial" })

test.beforeEach(async ({ serving }) => {
  await serving.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=100 green=0"])
})

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("by keyboard, by number and by preset, each in force at the gateway, and rolled back", async ({
      studio,
      serving,
      t,
    }) => {
      const traffic = async () =>
        await serving.caudalJson<Record<string, number>>([
          "online-endpoint",
          "show",
          "-n",
          "diabetes",
          "--query",
          "traffic",
        ])
      const apply = async () => {
        await studio.keyboard.press("Control+Enter")
        // A toast is a dialog, too.
        const sheet = studio.getByRole("dialog", { name: t("traffic.reviewTitle", { endpoint: "diabetes" }) })
        await expect(sheet).toBeVisible()
        for (const box of await sheet.getByRole("checkbox").all()) await box.check()
        await sheet.getByRole("textbox", { name: t("traffic.reason") }).fill("browser test")
        await sheet.getByRole("button").last().click()
        await expect(sheet).toBeHidden()
        await expect(studio.getByText(t("traffic.routing.Succeeded"))).toBeVisible()
      }
      await studio.goto(at(serving, PAGE))
      await expectAccessible(studio)

      const slider = studio.getByRole("slider", { name: t("traffic.slider", { name: "green" }) })
      await slider.focus()
      await studio.keyboard.press("PageUp")
      for (let step = 0; step < 5; step++) await studio.keyboard.press("ArrowRight")
      await expect(slider).toHaveAttribute("aria-valuenow", "15")
      await apply()
      await expect.poll(traffic).toEqual({ blue: 85, green: 15 })

      await studio.getByRole("textbox", { name: t("traffic.box", { name: "green" }) }).fill("1/4")
      await studio.keyboard.press("Tab")
      await apply()
      await expect.poll(traffic).toEqual({ blue: 75, green: 25 })

      await studio.getByRole("button", { name: t("traffic.evenly") }).click()
      await apply()
      await expect.poll(traffic).toEqual({ blue: 50, green: 50 })

      await studio.keyboard.press("Shift+R")
      await expect.poll(traffic).toEqual({ blue: 75, green: 25 })
    })

    test("by dragging the slider with a pointer", async ({ studio, serving, t }) => {
      await studio.goto(at(serving, PAGE))
      const slider = studio.getByRole("slider", { name: t("traffic.slider", { name: "green" }) })
      // A change of before that is still watched may go from the page and move the slider meanwhile.
      await expect(async () => {
        const thumb = await slider.boundingBox()
        if (!thumb) throw new Error("The slider has no place on the page.")
        const [x, y] = [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2]
        await studio.mouse.move(x, y)
        await studio.mouse.down()
        await studio.mouse.move(x + 150, y, { steps: 8 })
        await studio.mouse.up()
        expect(Number(await slider.getAttribute("aria-valuenow"))).toBeGreaterThan(10)
      }).toPass()
      await expect(studio.getByText(t("traffic.total", { percent: 100 }))).toBeVisible()
      // What was begun is in the address, so that a reload keeps it.
      const value = await slider.getAttribute("aria-valuenow")
      await expect(studio).toHaveURL(new RegExp(`split=.*green\\.${value}\\b`))
      await studio.reload()
      await expect(slider).toHaveAttribute("aria-valuenow", value ?? "")
    })
  })
}

test("an edit ends when the page is led to without one, and the next one stays in the address", async ({
  studio,
  serving,
  t,
}) => {
  await studio.goto(at(serving, PAGE))
  const slider = studio.getByRole("slider", { name: t("traffic.slider", { name: "green" }) })
  const edit = async () => {
    await slider.focus()
    await studio.keyboard.press("PageUp")
    await expect(studio).toHaveURL(/split=.*green\.10\b/)
    await expect(slider).toHaveAttribute("aria-valuenow", "10")
  }
  const leads = [
    async () => {
      await studio.getByRole("heading", { level: 1 }).click()
      await studio.keyboard.press("3")
    },
    async () =>
      await studio
        .getByRole("navigation", { name: t("endpoint.tabs") })
        .getByRole("link", { name: t("titles.traffic") })
        .click(),
  ]
  for (const lead of leads) {
    await edit()
    await lead()
    await expect(studio).not.toHaveURL(/split=/)
    await expect(slider).toHaveAttribute("aria-valuenow", "0")
  }
  await edit()
  await studio.reload()
  await expect(slider).toHaveAttribute("aria-valuenow", "10")
})

test("two people who edit at once: the second is told, and neither change is lost", async ({
  studio,
  browser,
  serving,
  t,
}) => {
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage()
  await signIn(other, serving, t)
  for (const page of [studio, other]) {
    await page.goto(at(serving, PAGE))
    await expect(page.getByRole("slider")).toBeVisible()
  }
  const box = (page: typeof other) => page.getByRole("textbox", { name: t("traffic.box", { name: "green" }) })
  await box(studio).fill("20")
  await studio.keyboard.press("Tab")
  await box(other).fill("40")
  await other.keyboard.press("Tab")

  const apply = async (page: typeof other, percent: number) => {
    await page.keyboard.press("Control+Enter")
    const sheet = page.getByRole("dialog", { name: t("traffic.reviewTitle", { endpoint: "diabetes" }) })
    await expect(sheet).toBeVisible()
    for (const warning of await sheet.getByRole("checkbox").all()) await warning.check()
    await sheet.getByRole("button", { name: t("traffic.applyShare", { percent, name: "green" }) }).click()
  }
  await apply(studio, 20)
  await expect(studio.getByText(t("traffic.routing.Succeeded"))).toBeVisible()

  await expect(other.getByRole("button", { name: t("traffic.rebase") })).toBeVisible()
  await expect(box(other)).toHaveValue("40")
  await other.getByRole("button", { name: t("traffic.rebase") }).click()
  await apply(other, 40)
  await expect
    .poll(
      async () => await serving.caudalJson(["online-endpoint", "show", "-n", "diabetes", "--query", "traffic.green"]),
    )
    .toBe(40)
  await other.context().close()
})

test("a change by command line arrives without a reload", async ({ studio, serving, t }) => {
  await studio.goto(at(serving, PAGE))
  await expect(studio.getByRole("slider")).toBeVisible()
  await serving.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=37 green=63"])
  await expect(studio.getByRole("slider", { name: t("traffic.slider", { name: "green" }) })).toHaveAttribute(
    "aria-valuenow",
    "63",
    { timeout: 2000 },
  )
})
