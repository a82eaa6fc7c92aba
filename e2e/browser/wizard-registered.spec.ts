import path from "node:path"

import { at, DIABETES, expect, LOCALES, test } from "./fixtures.ts"

/** What is registered already is chosen by name and version; the scoring script is written in the form. */

const SCRIPT = [
  "import os",
  "def init(): pass",
  "def run(data): return sorted(os.listdir(os.environ['AZUREML_MODEL_DIR']))",
].join("\n")

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("a registered model and environment, and a script that is written there, serve", async ({
      studio,
      serving,
      t,
    }) => {
      const name = `registered-${locale.slice(0, 2)}`
      const model = ["model", "create", "-n", name, "--path", path.join(DIABETES, "model-blue/model")]
      await serving.caudalJson(model)
      await serving.caudalJson(model)
      const image = ["--image", "mcr.microsoft.com/azureml/minimal-ubuntu22.04-py311-cpu-inference:latest"]
      const conda = ["--conda-file", path.join(DIABETES, "conda.yml")]
      await serving.caudalJson(["environment", "create", "-n", name, ...image, ...conda])

      const step = async (key: string) => {
        await studio.keyboard.press(key)
        await expect(studio.getByRole("heading", { level: 2 }).first()).toBeFocused()
      }
      await studio.goto(at(serving, "/w/default/endpoints/new"))
      const box = studio.getByRole("textbox", { name: t("wizard.name"), exact: true })
      await expect(box).toBeEnabled()
      await box.fill(name)
      await step("Alt+3")
      await studio.getByRole("radio", { name: t("wizard.modelRegistered") }).check()
      await studio.getByRole("combobox", { name: t("wizard.model") }).selectOption(name)
      const version = studio.getByRole("combobox", { name: t("wizard.version") })
      await expect(version).toHaveValue("2")
      await version.selectOption("1")
      await step("Alt+4")
      await studio.getByRole("radio", { name: t("wizard.codeWrite") }).check()
      const editor = studio.getByRole("textbox", { name: t("wizard.scriptText") })
      await editor.focus()
      await studio.keyboard.press("Control+a")
      await studio.keyboard.insertText(SCRIPT)
      await studio.getByRole("radio", { name: t("wizard.environmentRegistered") }).check()
      await studio.getByRole("combobox", { name: t("wizard.environment") }).selectOption(name)
      await step("Alt+8")
      await studio.getByRole("button", { name: t("wizard.submitBoth", { deployment: "blue" }) }).click()
      await expect(studio).toHaveURL(new RegExp(`/endpoints/online/${name}`))
      await expect(studio.getByText(t("status.healthy")).first()).toBeVisible({ timeout: 60_000 })

      const blue = ["online-deployment", "show", "-e", name, "-n", "blue"]
      expect(await serving.caudalJson(blue)).toMatchObject({
        model: `azureml:${name}:1`,
        environment: `azureml:${name}:1`,
      })
      const request = ["--request-file", path.join(DIABETES, "request.json")]
      const { stdout } = await serving.caudal(["online-endpoint", "invoke", "-n", name, ...request])
      expect(stdout).toContain("model")
    })
  })
}
