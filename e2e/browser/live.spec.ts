import { readFileSync } from "node:fs"
import path from "node:path"

import { CLOCKS_APART_MS } from "#components/data/change-log.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { pagePaths } from "#lib/urls/index.ts"

import type { Installation } from "../installation.ts"
import { findProcesses } from "../find-process.ts"
import { at, DIABETES, expect, LOCALES, OWNER, signIn, test } from "./fixtures.ts"

/** Pages are kept up to date, and what was typed is kept while the studio is away. */

/** As long as an update of the studio's machine may take. */
const OUTAGE_MS = 30_000
const ENDPOINT = "/w/default/endpoints/online/diabetes"

/** Keeps something dead, whatever starts it again, while `work` runs. */
async function keepDead(kill: () => void, work: () => Promise<void>): Promise<void> {
  const killing = setInterval(kill, 250)
  try {
    await work()
  } finally {
    clearInterval(killing)
  }
}

function killStudio(caudal: Installation): void {
  for (const pid of findProcesses(caudal, "processes/studio.ts")) process.kill(pid, "SIGKILL")
}

function killDatabase({ home }: Installation): void {
  try {
    const [pid] = readFileSync(path.join(homeAt(home).postgres, "data/postmaster.pid"), "utf8").split("\n")
    if (readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("bin/postgres")) process.kill(Number(pid), "SIGKILL")
  } catch {
    // It is dead.
  }
}

test("an endpoint that somebody makes elsewhere appears in the list within two seconds", async ({
  studio,
  serving,
}) => {
  await studio.goto(at(serving, "/w/default/endpoints"))
  await expect(studio.getByRole("link", { name: "diabetes", exact: true })).toBeVisible()
  await serving.caudalJson(["online-endpoint", "create", "-n", "from-elsewhere"])
  await expect(studio.getByRole("link", { name: "from-elsewhere" })).toBeVisible({ timeout: 2000 })
})

test("what changes while a second tab loads appears in it, though the first one holds the stream", async ({
  studio,
  serving,
}) => {
  await studio.goto(at(serving, "/w/default/endpoints"))
  await expect(studio.getByRole("link", { name: "diabetes", exact: true })).toBeVisible()
  const second = await studio.context().newPage()
  await second.route("**/w/default/endpoints", async (route) => {
    const response = await route.fetch()
    await serving.caudalJson(["online-endpoint", "create", "-n", "meanwhile"])
    await route.fulfill({ response })
  })
  await second.goto(at(serving, "/w/default/endpoints"))
  await expect(second.getByRole("link", { name: "meanwhile" })).toBeVisible()
  await second.close()
})

test("what changes between the server's read of a page and its arrival is shown", async ({ studio, serving, t }) => {
  // A page that has no list of endpoints of its own, which the change would refresh.
  const stream = studio.waitForResponse(/\/changes$/)
  await studio.goto(at(serving, "/me"))
  await stream
  // For so long after the stream's first word every answer counts as outdated; only what the stream tells is to be seen here.
  await studio.waitForTimeout(CLOCKS_APART_MS + 1000)
  let isMade = false
  await studio.route("**/w/default/endpoints?_rsc=*", async (route) => {
    const isAhead = Object.keys(route.request().headers()).some((name) => name.endsWith("-prefetch"))
    if (isAhead || isMade) return await route.continue()
    isMade = true
    const response = await route.fetch()
    await serving.caudalJson(["online-endpoint", "create", "-n", "on-the-way"])
    return await route.fulfill({ response })
  })
  await studio
    .getByRole("link", { name: t("titles.endpoints"), exact: true })
    .first()
    .click()
  await expect(studio).toHaveURL(/endpoints$/)
  await expect(studio.getByRole("link", { name: "on-the-way" })).toBeVisible()
})

test("a reader hears how much a search has found once it stands still, not at every change", async ({
  studio,
  serving,
  t,
}) => {
  await studio.goto(at(serving, `${ENDPOINT}/logs?mode=follow&dep=blue&q=Serving`))
  const shown = studio.locator("p:has(+ [role=status].sr-only)")
  const spoken = studio.locator("p + [role=status].sr-only")
  const nothing = t("logs.found", { count: 0, place: 0 })
  await expect(shown).not.toHaveText(nothing)
  await expect(spoken).toHaveText(await shown.innerText())
  await spoken.evaluate((element) => {
    const tell = () => element.setAttribute("data-times", String(Number(element.getAttribute("data-times")) + 1))
    new MutationObserver(tell).observe(element, { subtree: true, characterData: true, childList: true })
  })
  const search = studio
    .getByRole("searchbox")
    .or(studio.getByPlaceholder(t("logs.search")))
    .first()
  for (const text of ["zzz", "Serving", "zzz", "Serving", "zzz"]) {
    await search.fill(text)
    if (text === "zzz") await expect(shown).toHaveText(nothing)
    else await expect(shown).not.toHaveText(nothing)
  }
  await expect(spoken).toHaveText(nothing)
  expect(Number(await spoken.getAttribute("data-times"))).toBeLessThan(4)
})

test("when a session has ended what is typed stays, and goes on once the person has signed in in another tab", async ({
  page,
  serving,
  t,
}) => {
  await signIn(page, serving, t)
  const settings = at(serving, pagePaths.endpointTab("default", "diabetes", "settings"))
  const stream = page.waitForResponse(/\/changes$/)
  await page.goto(settings)
  await stream
  const description = page.getByRole("textbox", { name: t("endpointSettings.description") })
  await description.fill("typed")
  await page.context().clearCookies()
  killStudio(serving)
  const banner = page.getByText(t("states.sessionEnded"))
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await page.getByRole("button", { name: t("endpointSettings.save"), exact: true }).click()
  await expect(page.locator("form").getByRole("link", { name: t("states.signIn") })).toBeVisible()

  const opening = page.context().waitForEvent("page")
  await page
    .getByRole("link", { name: t("states.signIn") })
    .first()
    .click()
  const otherTab = await opening
  await expect(otherTab).toHaveURL(/\/login\?callbackUrl=.*settings/)
  await otherTab.getByRole("textbox", { name: t("auth.email") }).fill(OWNER.email)
  await otherTab.getByLabel(t("auth.password")).fill(OWNER.password)
  await otherTab.getByRole("button", { name: t("auth.signIn") }).click()
  await expect(otherTab).toHaveURL(settings)
  await expect(banner).toBeHidden()
  await expect(page).toHaveURL(settings)
  await expect(description).toHaveValue("typed")
})

for (const locale of LOCALES) {
  test.describe(locale, () => {
    test.use({ locale })

    test("while the database is away a page says so, and goes on by itself", async ({ page, serving, t }) => {
      await signIn(page, serving, t)
      const title = page.getByRole("heading", { level: 1, name: t("states.unavailableTitle") })
      const kill = () => killDatabase(serving)
      kill()
      await keepDead(kill, async () => {
        await expect(async () => {
          await page.goto(at(serving, ENDPOINT))
          await expect(title).toBeVisible({ timeout: 1000 })
        }).toPass()
        await page.goto(at(serving, "/"))
        await expect(title).toBeVisible()
        await page.goto(at(serving, ENDPOINT))
        await expect(title).toBeVisible()
      })
      await expect(page.getByRole("heading", { level: 1, name: "diabetes" })).toBeVisible({ timeout: 60_000 })
      await expect(page).toHaveURL(at(serving, ENDPOINT))
    })
  })
}

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
  await keepDead(
    () => killStudio(serving),
    async () => {
      await expect(offline).toBeVisible()
      await studio.waitForTimeout(OUTAGE_MS)
      await expect(offline).toBeVisible()
    },
  )
  await expect(offline).toBeHidden({ timeout: 60_000 })
  await expect(editor).toContainText("59.0")
  await studio.keyboard.press("Control+Enter")
  await expect(studio.getByText("200 OK").first()).toBeVisible()
})
