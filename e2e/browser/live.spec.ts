import { readFileSync } from "node:fs"
import path from "node:path"

import { findProcesses } from "../find-process.ts"
import { at, DIABETES, expect, signIn, test } from "./fixtures.ts"

/** Pages are kept up to date, and what was typed is kept while the studio is away. */

/** As long as an update of the studio's machine may take. */
const OUTAGE_MS = 30_000

test("an endpoint that somebody makes elsewhere appears in the list within two seconds", async ({
  studio,
  serving,
}) => {
  await studio.goto(at(serving, "/w/default/endpoints"))
  await expect(studio.getByRole("link", { name: "diabetes", exact: true })).toBeVisible()
  await serving.caudalJson(["online-endpoint", "create", "-n", "from-elsewhere"])
  await expect(studio.getByRole("link", { name: "from-elsewhere" })).toBeVisible({ timeout: 2000 })
})

test("logs follow what the model prints", async ({ studio, serving, t }) => {
  await studio.goto(at(serving, "/w/default/endpoints/online/diabetes/logs?mode=follow&dep=blue"))
  const log = studio.getByRole("log")
  await expect(log).toBeVisible()
  await serving.caudalJson([
    "online-endpoint",
    "invoke",
    "-n",
    "diabetes",
    "--deployment-name",
    "blue",
    "--request-file",
    path.join(DIABETES, "request.json"),
  ])
  await expect(log).toContainText("/score")
  await studio
    .getByRole("searchbox")
    .or(studio.getByPlaceholder(t("logs.search")))
    .first()
    .fill("/score")
  await expect(log).toContainText("/score")
})

test("while the studio is away for half a minute the page says so, keeps what was typed, and recovers by itself", async ({
  page: studio,
  serving,
  t,
}) => {
  await signIn(studio, serving, t)
  await studio.goto(at(serving, "/w/default/endpoints/online/diabetes/test"))
  const editor = studio.getByRole("textbox", { name: t("test.body") })
  await editor.click()
  await studio.keyboard.press("Control+A")
  await studio.keyboard.insertText(readFileSync(path.join(DIABETES, "request.json"), "utf8"))

  const offline = studio.getByText(t("states.offline", { time: "" }).split(".")[0] ?? "")
  const kill = () => {
    for (const pid of findProcesses(serving, "processes/studio.ts")) process.kill(pid, "SIGKILL")
  }
  // The launcher starts another one each time.
  const killing = setInterval(kill, 250)
  try {
    await expect(offline).toBeVisible()
    await studio.waitForTimeout(OUTAGE_MS)
    await expect(offline).toBeVisible()
  } finally {
    clearInterval(killing)
  }
  await expect(offline).toBeHidden({ timeout: 60_000 })
  await expect(editor).toContainText("59.0")
  await studio.keyboard.press("Control+Enter")
  await expect(studio.getByText("200 OK").first()).toBeVisible()
})
