import path from "node:path"

import type { Page } from "@playwright/test"

import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { at, DIABETES, expect, expectAccessible, LOCALES, test } from "./fixtures.ts"
import type { Words } from "./fixtures.ts"

/** From nothing to a serving endpoint, by the form. */

const MODEL = path.join(DIABETES, "model-blue/model")
const CODE = path.join(DIABETES, "onlinescoring")
const CONDA = path.join(DIABETES, "conda.yml")

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true })

/** Goes to the next step by keyboard and waits until it has the focus. */
async function nextStep(page: Page, t: Words, step: Parameters<Words>[0]): Promise<void> {
  const next = heading(page, t(step))
  // Keys mean nothing before the page has come alive.
  await expect(async () => {
    if (!(await next.isVisible())) await page.keyboard.press("Control+Enter")
    await expect(next).toBeFocused({ timeout: 5000 })
  }).toPass()
}

async function waitForDraft(page: Page, t: Words): Promise<void> {
  const [saved = ""] = t("wizard.draft.saved", { time: "" }).split(" ")
  await expect(page.getByText(new RegExp(`^${saved}`)).first()).toBeVisible()
}

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })
    const name = `wizard-${locale.slice(0, 2)}`

    test("files are uploaded, the tab is closed and opened in between, and the endpoint serves", async ({
      studio,
      serving,
      context,
      t,
    }) => {
      await studio.goto(at(serving, "/w/default/endpoints"))
      await studio
        .getByRole("link", { name: t("endpoints.createEndpoint") })
        .first()
        .click()
      await expect(heading(studio, t("wizard.step.basics"))).toBeVisible()
      await studio.getByRole("textbox", { name: t("wizard.name"), exact: true }).fill(name)
      await expectAccessible(studio)
      await nextStep(studio, t, "wizard.step.access")
      await nextStep(studio, t, "wizard.step.model")
      await studio.locator("[data-picks=folder]").setInputFiles(MODEL)
      await expect(studio.getByRole("button", { name: t("upload.replace") })).toBeVisible()
      await waitForDraft(studio, t)
      const address = studio.url()
      expect(address).toMatch(/draft=drf_/)

      // The tab is closed; the draft is found again from the list.
      await studio.goto("about:blank")
      const page = await context.newPage()
      await page.goto(at(serving, "/w/default/endpoints"))
      await page.getByRole("link", { name: t("drafts.continueNamed", { name }) }).click()
      await expect(page.getByRole("button", { name: t("upload.replace") })).toBeVisible()
      await nextStep(page, t, "wizard.step.code")
      await page.locator("[data-picks=folder]").setInputFiles(CODE)
      await expect(page.getByRole("button", { name: t("upload.replace") })).toBeVisible()
      await page.locator("[data-picks=conda]").setInputFiles(CONDA)
      await expect(page.getByRole("textbox", { name: t("wizard.condaText") })).toContainText("scikit-learn")
      await page.getByRole("button", { name: t("wizard.addVariable") }).click()
      await page.getByRole("textbox", { name: t("wizard.variableKey", { row: 1 }) }).fill("API_TOKEN")
      await page.getByLabel(t("wizard.variableValue", { row: 1 })).fill("do-not-keep-me")
      const draft = new URL(page.url()).searchParams.get("draft") ?? ""
      const kept = async () =>
        await (await page.request.get(at(serving, fillPath(apiPaths.draft, { workspace: "default", draft })))).text()
      await expect.poll(kept).toContain("API_TOKEN")
      expect(await kept()).not.toContain("do-not-keep-me")
      await page.reload()
      await expect(page.getByRole("textbox", { name: t("wizard.condaText") })).toContainText("scikit-learn")
      await expect(page.getByLabel(t("wizard.variableValue", { row: 1 }))).toHaveValue("")
      await page.getByLabel(t("wizard.variableValue", { row: 1 })).fill("do-not-keep-me")
      await expectAccessible(page)
      await nextStep(page, t, "wizard.step.compute")
      await expectAccessible(page)
      await nextStep(page, t, "wizard.step.runtime")
      await expectAccessible(page)
      await nextStep(page, t, "wizard.step.traffic")
      await nextStep(page, t, "wizard.step.review")
      await expectAccessible(page)
      await page.getByRole("button", { name: t("wizard.submitBoth", { deployment: "blue" }) }).click()
      await expect(page).toHaveURL(new RegExp(`/endpoints/online/${name}`))
      await expect(page.getByText(t("status.healthy")).first()).toBeVisible({ timeout: 60_000 })

      const answer = await serving.caudal([
        "online-endpoint",
        "invoke",
        "-n",
        name,
        "--request-file",
        path.join(DIABETES, "request.json"),
      ])
      expect(answer.stdout).toContain("211.7")
    })

    test("a second deployment comes without traffic and answers by its name", async ({ studio, serving, t }) => {
      await studio.goto(at(serving, `/w/default/endpoints/online/${name}`))
      await studio
        .getByRole("link", { name: t("endpoint.addDeployment") })
        .first()
        .click()
      await expect(studio.getByRole("textbox", { name: t("wizard.deploymentName") })).toHaveValue("green")
      await studio.locator("[data-picks=folder]").setInputFiles(path.join(DIABETES, "model-green/model"))
      await expect(studio.getByRole("button", { name: t("upload.replace") })).toBeVisible()
      await nextStep(studio, t, "wizard.step.code")
      await studio.locator("[data-picks=folder]").setInputFiles(CODE)
      await expect(studio.getByRole("button", { name: t("upload.replace") })).toBeVisible()
      await studio.locator("[data-picks=conda]").setInputFiles(CONDA)
      await expect(studio.getByRole("textbox", { name: t("wizard.condaText") })).toContainText("scikit-learn")
      for (const step of ["compute", "runtime", "traffic", "review"] as const) {
        await nextStep(studio, t, `wizard.step.${step}`)
      }
      await studio
        .getByRole("button", { name: t("wizard.submitDeployment", { deployment: "green", endpoint: name }) })
        .click()
      await expect(studio).toHaveURL(/\/deployments$/)
      await expect
        .poll(
          async () =>
            await serving.caudalJson(["online-deployment", "show", "-e", name, "-n", "green", "--query", "health"]),
          { timeout: 60_000 },
        )
        .toBe("Healthy")
      const request = ["--request-file", path.join(DIABETES, "request.json")]
      const answer = await serving.caudal(
        ["online-endpoint", "invoke", "-n", name, "--deployment-name", "green"].concat(request),
      )
      expect(answer.stdout).toContain("194.2")
      expect(await serving.caudalJson(["online-endpoint", "show", "-n", name, "--query", "traffic"])).toEqual({
        blue: 100,
        green: 0,
      })
    })
  })
}

test("the sample is one click away, on an endpoint of a free name", async ({ studio, serving, t }) => {
  await studio.goto(at(serving, "/w/default/endpoints/new"))
  await studio
    .getByRole("button", { name: t("endpoints.trySample") })
    .first()
    .click()
  await expect(studio).toHaveURL(/\/endpoints\/online\/diabetes-\d+/)
  await expect(studio.getByText(t("status.healthy")).first()).toBeVisible({ timeout: 60_000 })
})
