import type { Page } from "@playwright/test"

import { apiPaths, fillPath, pagePaths } from "#lib/urls/index.ts"

import type { Installation } from "../installation.ts"
import { at, expect, LOCALES, test } from "./fixtures.ts"
import type { Words } from "./fixtures.ts"

/** Drafts of a change: they go on in their own form, with the newest text, and only over what they were begun from. */

const EDIT = pagePaths.editDeployment("default", "diabetes", "blue")
const NAME = "diabetes/blue"

const description = (page: Page, t: Words) => page.getByRole("textbox", { name: t("wizard.description") })

/** Types a description and waits until the draft on the server has it. */
async function keep(page: Page, caudal: Installation, t: Words, text: string): Promise<void> {
  await description(page, t).fill(text)
  const kept = async () => {
    const draft = new URL(page.url()).searchParams.get("draft")
    if (draft === null) return ""
    return await (await page.request.get(at(caudal, fillPath(apiPaths.draft, { workspace: "default", draft })))).text()
  }
  await expect.poll(kept).toContain(text)
}

/** Leaves the form for the list of endpoints, inside of the studio. */
async function leave(page: Page, t: Words): Promise<void> {
  await page
    .getByRole("navigation", { name: t("shell.navigation") })
    .getByRole("link", { name: t("shell.endpoints"), exact: true })
    .click()
  await expect(page).toHaveURL(/\/w\/default\/endpoints$/)
}

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("a draft of a change opens in its own form, as it was left, again and again", async ({
      studio,
      serving,
      t,
    }) => {
      await studio.goto(at(serving, EDIT))
      await keep(studio, serving, t, "first")
      for (const text of ["second", "third"]) {
        await leave(studio, t)
        await studio.getByRole("link", { name: t("drafts.continueNamed", { name: NAME }) }).click()
        await expect(studio).toHaveURL(new RegExp(`${EDIT}\\?draft=drf_`))
        await expect(description(studio, t)).toHaveValue(text === "second" ? "first" : "second")
        await keep(studio, serving, t, text)
      }
      await leave(studio, t)
      await studio.goBack()
      await expect(description(studio, t)).toHaveValue("third")
      await keep(studio, serving, t, "fourth")
      await expect(studio.getByText(t("wizard.conflict"))).toHaveCount(0)

      await studio.goto(at(serving, pagePaths.newDeployment("default", "diabetes")))
      await expect(description(studio, t)).toBeVisible()
      await expect(studio.getByRole("link", { name: t("wizard.continueDraft", { name: NAME }) })).toHaveCount(0)
      await studio.goto(at(serving, EDIT))
      const onwards = studio.getByRole("link", { name: t("wizard.continueDraft", { name: NAME }) })
      const opening = studio.context().waitForEvent("page")
      await onwards.click({ modifiers: ["ControlOrMeta"] })
      const otherTab = await opening
      // A tab that the page opens asks for its first document before the browser is told the language of the test.
      await otherTab.reload()
      await expect(description(otherTab, t)).toHaveValue("fourth")
      await otherTab.close()
      // The form of this tab is as it was.
      await onwards.click()
      await expect(description(studio, t)).toHaveValue("fourth")

      // Somebody else changes the deployment: the draft replaces that only if the person says so.
      const change = ["online-deployment", "update", "-e", "diabetes", "-n", "blue", "--set", "description=theirs"]
      expect((await serving.caudal(change)).code).toBe(0)
      await studio.reload()
      await expect(description(studio, t)).toHaveValue("fourth")
      await expect(studio.getByText(t("wizard.changedMeanwhileHint"))).toBeVisible()
      await studio.getByRole("button", { name: t("wizard.replaceTheirs") }).click()
      await expect(studio.getByText(t("wizard.changedMeanwhileHint"))).toHaveCount(0)
      await studio.keyboard.press("Alt+5")
      await studio.getByRole("button", { name: t("wizard.submitEdit", { deployment: "blue" }) }).click()
      await expect(studio).toHaveURL(/\/diabetes\/deployments$/)
      const show = ["online-deployment", "show", "-e", "diabetes", "-n", "blue", "--query", "description"]
      expect(await serving.caudalJson(show)).toBe("fourth")
    })
  })
}

test("the review's documents are drawn alike on the server and in the browser, and the keys are on the sheet", async ({
  studio,
  caudal,
  t,
}) => {
  await studio.goto(at(caudal, `${pagePaths.newEndpoint("default")}?step=review&as=rest`))
  await expect(studio.getByText(`"${caudal.studioUrl}`).first()).toBeVisible()
  await studio.getByRole("heading", { level: 2, name: t("wizard.step.review"), exact: true }).focus()
  await studio.keyboard.press("?")
  const sheet = studio.getByRole("dialog", { name: t("shell.shortcuts") })
  await expect(sheet.getByText(t("wizard.saveDraft"))).toBeVisible()
  await studio.keyboard.press("Alt+1")
  await expect(studio).toHaveURL(/step=review/)
  await studio.keyboard.press("Escape")
  await expect(sheet).toHaveCount(0)
  await studio.keyboard.press("Alt+1")
  await expect(studio).toHaveURL(/step=basics/)
})

test("text of YAML that cannot be read is told with its line, and the page stays", async ({ studio, caudal, t }) => {
  await studio.goto(at(caudal, `${pagePaths.newEndpoint("default")}?view=yaml`))
  const editor = studio.getByRole("textbox", { name: t("wizard.yamlText") })
  await editor.click()
  await studio.keyboard.press("Control+a")
  await studio.keyboard.insertText("name: credit\ndescription: *bold")
  await expect(studio.getByText(t("wizard.yamlPaused", { count: 1 }))).toBeVisible()
  await expect(studio.getByText(t("wizard.yamlProblem.alias", { line: 2, detail: "" }).trim())).toBeVisible()
})
