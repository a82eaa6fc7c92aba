import { readFileSync } from "node:fs"
import path from "node:path"

import { at, DIABETES, expect, expectAccessible, LOCALES, OWNER, test } from "./fixtures.ts"

/** Trying an endpoint, and calling it from elsewhere. */

const ENDPOINT = "/w/default/endpoints/online/diabetes"
const BODY = readFileSync(path.join(DIABETES, "request.json"), "utf8")

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("two deployments answer the same request side by side, and the key never reaches the page", async ({
      studio,
      serving,
      t,
    }) => {
      const { primaryKey } = await serving.caudalJson<{ primaryKey: string }>([
        "online-endpoint",
        "get-credentials",
        "-n",
        "diabetes",
      ])
      const seen: string[] = []
      studio.on("response", (response) => {
        if (/json|html|x-component/.test(response.headers()["content-type"] ?? ""))
          void response.text().then(
            (text) => seen.push(text),
            () => undefined,
          )
      })
      await studio.goto(at(serving, `${ENDPOINT}/test?dep=blue&cmp=green`))
      const editor = studio.getByRole("textbox", { name: t("test.body") })
      await editor.click()
      await studio.keyboard.press("Control+A")
      await studio.keyboard.insertText(BODY)
      await studio.keyboard.press("Control+Enter")
      for (const [deployment, first] of [
        ["blue", "211.7"],
        ["green", "194.2"],
      ] as const) {
        const answer = studio.getByRole("region", { name: t("test.answerOf", { deployment }), exact: true })
        await expect(answer).toContainText("200 OK")
        await expect(answer).toContainText(first)
      }
      await expectAccessible(studio)
      await studio.reload()
      await expect(editor).toContainText("59.0")
      expect(seen.length).toBeGreaterThan(2)
      expect(seen.filter((text) => text.includes(primaryKey))).toEqual([])
    })

    test("a series ends when its page is left, and its runs go with the session", async ({ studio, serving, t }) => {
      await studio.goto(at(serving, `${ENDPOINT}/test?dep=blue`))
      const editor = studio.getByRole("textbox", { name: t("test.body") })
      await editor.click()
      await studio.keyboard.press("Control+A")
      await studio.keyboard.insertText(BODY)
      await studio.getByText(t("test.advanced")).click()
      await studio.getByLabel(t("test.times")).selectOption("50")
      let sent = 0
      studio.on(
        "request",
        (request) => (sent += Number(request.url().endsWith("/test") && request.method() === "POST")),
      )
      await studio.getByRole("button", { name: t("test.send"), exact: true }).click()
      await expect.poll(() => sent).toBeGreaterThan(1)
      await studio.keyboard.press("Escape")
      await studio.getByRole("link", { name: t("titles.consume"), exact: true }).click()
      await expect(studio).toHaveURL(/consume$/)
      const atLeaving = sent
      await studio.waitForTimeout(1500)
      expect(sent - atLeaving).toBeLessThanOrEqual(1)
      expect(sent).toBeLessThan(50)

      const kept = async () => await studio.evaluate(() => [localStorage.getItem("caudal-runs"), sessionStorage.length])
      expect((await kept())[0]).toContain("blue")
      await studio.getByRole("button", { name: t("shell.account", { name: OWNER.email }) }).click()
      await studio.getByRole("menuitem", { name: t("auth.signOut") }).click()
      await expect(studio).toHaveURL(/login/)
      expect(await kept()).toEqual([null, 0])
    })

    test("keys are shown when asked for, and the secondary one can be made new", async ({ studio, serving, t }) => {
      await studio.goto(at(serving, `${ENDPOINT}/consume`))
      await expectAccessible(studio)
      const keys = async () =>
        await serving.caudalJson<{ primaryKey: string; secondaryKey: string }>([
          "online-endpoint",
          "get-credentials",
          "-n",
          "diabetes",
        ])
      const before = await keys()
      await studio.getByRole("button", { name: t("consume.reveal") }).click()
      await expect(studio.getByText(before.primaryKey)).toBeVisible()
      const secondary = t("consume.types.secondary")
      await studio.getByRole("button", { name: t("consume.regenerateOne", { type: secondary }) }).click()
      await studio
        .getByRole("dialog")
        .getByRole("button", { name: t("consume.regenerateOne", { type: secondary }) })
        .click()
      await expect.poll(async () => (await keys()).secondaryKey).not.toBe(before.secondaryKey)
      expect((await keys()).primaryKey).toBe(before.primaryKey)
    })
  })
}
