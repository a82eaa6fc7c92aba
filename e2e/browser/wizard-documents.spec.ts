import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import type { Page } from "@playwright/test"
import { unzipSync } from "fflate"

import { apiPaths } from "#lib/urls/index.ts"

import { ROOT, runCommand } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { at, DIABETES, expect, expectAccessible, LOCALES, test } from "./fixtures.ts"
import type { Words } from "./fixtures.ts"

/** The form with the keyboard alone, and what it shows as documents: whoever applies them gets the same. */

const NEW = "/w/default/endpoints/new"

/** Picks a folder in the browser's own dialog, which a button opens: by keyboard. */
async function pick(page: Page, t: Words, kind: "model" | "code", folder: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser")
  await page.getByRole("button", { name: t("upload.pickFolder", { what: t(`upload.${kind}`) }) }).focus()
  await page.keyboard.press("Enter")
  await (await chooser).setFiles(path.join(DIABETES, folder))
  await expect(page.getByRole("button", { name: t("upload.replace") })).toBeVisible()
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name, exact: true })

/** Fills the form in up to its review, with its keys from step to step. */
async function fillIn(page: Page, caudal: Installation, t: Words, name: string): Promise<void> {
  await page.goto(at(caudal, NEW))
  const box = page.getByRole("textbox", { name: t("wizard.name"), exact: true })
  await expect(box).toBeEnabled()
  await box.focus()
  await page.keyboard.type(name)
  await expect(page.getByText(`/endpoints/${name}/score`)).toBeVisible()
  await page.keyboard.press("Control+Enter")
  await expect(heading(page, t("wizard.step.access"))).toBeFocused()
  await page.keyboard.press("Control+Enter")
  await expect(heading(page, t("wizard.step.model"))).toBeFocused()
  await pick(page, t, "model", "model-blue/model")
  await page.keyboard.press("Control+Enter")
  await pick(page, t, "code", "onlinescoring")
  const conda = page.getByRole("textbox", { name: t("wizard.condaText") })
  await conda.focus()
  await page.keyboard.press("Control+a")
  await page.keyboard.insertText(readFileSync(path.join(DIABETES, "conda.yml"), "utf8"))
  await page.keyboard.press("Alt+8")
  await expect(heading(page, t("wizard.step.review"))).toBeFocused()
}

const WANTED: readonly string[] = [
  "name",
  "endpoint_name",
  "description",
  "tags",
  "model",
  "model_mount_path",
  "code_configuration",
  "environment",
  "environment_variables",
  "instance_type",
  "instance_count",
  "request_settings",
  "liveness_probe",
  "readiness_probe",
  "egress_public_network_access",
]

/** What somebody decided about the deployment, without when and by whom it was made. */
async function showWanted(caudal: Installation, endpoint: string, workspace = "default") {
  const show = ["online-deployment", "show", "-e", endpoint, "-n", "blue", "-w", workspace]
  const view = await caudal.caudalJson<Record<string, unknown>>(show)
  return Object.fromEntries(WANTED.map((key) => [key, view[key]]))
}

/** Downloads the documents of the review step into a folder. */
async function downloadDocuments(page: Page, t: Words, files: "server" | "local"): Promise<string> {
  await page.getByText(t(`wizard.filesAt.${files}`), { exact: true }).click()
  const download = page.waitForEvent("download")
  await page.getByRole("button", { name: t("wizard.downloadZip") }).click()
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-documents-"))
  for (const [file, bytes] of Object.entries(unzipSync(readFileSync(await (await download).path())))) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), bytes)
  }
  return folder
}

/** Runs `create.sh` of a folder of documents as a person would, who may name another workspace in it. */
async function runDocuments(caudal: Installation, folder: string, workspace: string): Promise<void> {
  const script = path.join(folder, "create.sh")
  writeFileSync(script, readFileSync(script, "utf8").replaceAll("-w default", `-w ${workspace}`))
  const program = `#!/bin/sh\nexec "${process.execPath}" "${ROOT}/bin/caudal" "$@"\n`
  writeFileSync(path.join(folder, "caudal"), program, { mode: 0o755 })
  const env = { ...caudal.env, PATH: `${folder}:${caudal.env["PATH"] ?? ""}` }
  const { code, stdout, stderr } = await runCommand("sh", ["create.sh"], { cwd: folder, env })
  expect(code, stdout + stderr).toBe(0)
}

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("from files to a serving endpoint with the keyboard alone, and no draft is left", async ({
      studio,
      caudal,
      t,
    }) => {
      const name = `keyboard-${locale.slice(0, 2)}`
      await fillIn(studio, caudal, t, name)
      await expect(studio.getByText(t("wizard.preflightHint"))).toBeVisible()
      await expectAccessible(studio)
      await studio.keyboard.press("Control+Enter")
      await expect(studio).toHaveURL(new RegExp(`/endpoints/online/${name}$`))
      const show = ["online-endpoint", "show", "-n", name, "--query", "traffic"]
      await expect.poll(async () => await caudal.caudalJson(show), { timeout: 180_000 }).toEqual({ blue: 100 })
      const drafts = await studio.request.get(at(caudal, "/api/v1/workspaces/default/drafts"))
      expect(await drafts.text()).not.toContain(name)
    })
  })
}

test("the documents of the review give the identical deployment, here and in an empty workspace", async ({
  studio,
  caudal,
  t,
}) => {
  const name = "documents"
  await fillIn(studio, caudal, t, name)
  const here = await downloadDocuments(studio, t, "server")
  const beside = await downloadDocuments(studio, t, "local")
  cpSync(path.join(DIABETES, "model-blue/model"), path.join(beside, "model"), { recursive: true })
  cpSync(path.join(DIABETES, "onlinescoring"), path.join(beside, "onlinescoring"), { recursive: true })
  await studio.keyboard.press("Control+Enter")
  await expect(studio).toHaveURL(new RegExp(`/endpoints/online/${name}$`))
  const wanted = await showWanted(caudal, name)
  // The endpoint's page would ask for what is deleted now.
  await studio.goto("about:blank")
  const made = await studio.request.post(at(caudal, apiPaths.workspaces), {
    headers: { origin: caudal.studioUrl },
    data: { name: "empty" },
  })
  expect(made.ok(), await made.text()).toBe(true)
  let previous = "default"
  for (const [folder, workspace] of [
    [here, "default"],
    [beside, "empty"],
  ] as const) {
    const { code, stderr } = await caudal.caudal(["online-endpoint", "delete", "-n", name, "-w", previous, "--yes"])
    expect(code, stderr).toBe(0)
    await runDocuments(caudal, folder, workspace)
    expect(await showWanted(caudal, name, workspace)).toEqual(wanted)
    rmSync(folder, { recursive: true, force: true })
    previous = workspace
  }
})
