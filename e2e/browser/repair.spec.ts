import path from "node:path"

import { writeScriptProject } from "../script-project.ts"
import { at, DIABETES, expect, expectAccessible, LOCALES, signIn, test } from "./fixtures.ts"

/** A deployment that fails is understood and repaired on its page; an endpoint that was deleted comes back. */

const BROKEN = "def init():\n    raise RuntimeError('no such model')\n\ndef run(data):\n    return 1\n"
const MENDED = "def init():\n    pass\n\ndef run(data):\n    return [42]\n"

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })
    const name = `repair-${locale.slice(0, 2)}`

    test("the cause card says what failed, leads to the step that mends it, and the mended one serves", async ({
      studio,
      serving,
      t,
    }) => {
      await serving.caudalJson(["online-endpoint", "create", "-n", name])
      const failed = await serving.caudal([
        "online-deployment",
        "create",
        "--all-traffic",
        "-f",
        writeScriptProject(serving.home, { endpoint: name, name: "blue", script: BROKEN }),
      ])
      expect(failed.code).toBe(1)
      await studio.goto(at(serving, `/w/default/endpoints/online/${name}`))
      await expect(studio.getByText(t("failure.topic.initFailed.title")).first()).toBeVisible()
      await expect(studio.getByText("no such model").first()).toBeVisible()
      await expectAccessible(studio)
      await studio
        .getByRole("link", { name: t("failure.fix.editCode") })
        .first()
        .click()
      await expect(studio).toHaveURL(/\/edit\?.*step=code/)
      await studio.getByRole("radio", { name: t("wizard.codeWrite") }).check()
      const editor = studio.getByRole("textbox", { name: t("wizard.scriptText") })
      await editor.click()
      await studio.keyboard.press("Control+A")
      await studio.keyboard.insertText(MENDED)
      await studio
        .getByRole("navigation", { name: t("wizard.steps") })
        .getByText(t("wizard.step.review"))
        .click()
      await studio.getByRole("button", { name: t("wizard.submitEdit", { deployment: "blue" }) }).click()
      await expect(studio.getByText(t("status.healthy")).first()).toBeVisible({ timeout: 60_000 })
      const answer = await serving.caudal([
        "online-endpoint",
        "invoke",
        "-n",
        name,
        "--deployment-name",
        "blue",
        "--request-file",
        path.join(DIABETES, "request.json"),
      ])
      expect(answer.stdout).toContain("42")
    })

    test("an endpoint is deleted with what is lost in sight, and restored from the list of deleted ones", async ({
      page: studio,
      serving,
      t,
    }) => {
      await signIn(studio, serving, t)
      await studio.goto(at(serving, `/w/default/endpoints/online/${name}/settings`))
      await studio.getByRole("button", { name: t("endpointSettings.delete") }).click()
      const dialog = studio.getByRole("dialog")
      await expect(dialog).toContainText("blue")
      await expectAccessible(studio)
      const typed = dialog.getByRole("textbox")
      if ((await typed.count()) > 0) await typed.fill(name)
      await dialog.getByRole("button", { name: t("endpointSettings.deleteDialog.submit", { name }) }).click()
      await expect(studio).toHaveURL(/\/endpoints$/)
      expect((await serving.caudal(["online-endpoint", "show", "-n", name])).code).not.toBe(0)

      await studio.goto(at(serving, "/w/default/endpoints/deleted"))
      await expectAccessible(studio)
      await studio
        .getByRole("button", { name: t("deletedEndpoints.restoreNamed", { name }) })
        .first()
        .click()
      await studio
        .getByRole("dialog")
        .getByRole("button", { name: t("deletedEndpoints.restore") })
        .last()
        .click()
      await expect
        .poll(async () => (await serving.caudal(["online-endpoint", "show", "-n", name])).code, { timeout: 60_000 })
        .toBe(0)
      await studio.goto(at(serving, `/w/default/endpoints/online/${name}`))
      await expect(studio.getByText(t("status.healthy")).first()).toBeVisible({ timeout: 60_000 })
    })
  })
}
