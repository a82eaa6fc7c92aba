import { mkdirSync } from "node:fs"
import path from "node:path"

import { chromium } from "@playwright/test"
import type { Browser, BrowserContext, Page } from "@playwright/test"

import { createInstallation, ROOT } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { writeScriptProject } from "../script-project.ts"
import { CHROMIUM_LAUNCH } from "./chromium.ts"

/**
 * Pictures of every page and every step of the form, in both themes and languages and three widths, of a real installation.
 *
 *     node bin/node24.js e2e/browser/take-screenshots.ts FOLDER [--set]
 *
 * With `--set` only the few that the documentation shows.
 */

const [folder = "", option] = process.argv.slice(2)
const isSet = option === "--set"
const OWNER = { email: "ana@example.com", password: "correct-horse" }
const CWD = path.join(ROOT, "examples/diabetes")
const WIDTHS = isSet ? [1280] : [320, 1280, 2560]
const ENDPOINT = "/w/default/endpoints/online/diabetes"

const STEPS = ["basics", "access", "model", "code", "compute", "runtime", "traffic", "review"]
const ALL: Readonly<Record<string, string>> = {
  login: "/login",
  home: "/w/default",
  list: "/w/default/endpoints",
  deleted: "/w/default/endpoints/deleted",
  activity: "/w/default/activity",
  me: "/me",
  overview: ENDPOINT,
  ...Object.fromEntries(
    ["deployments", "traffic", "test", "consume", "logs", "activity", "settings"].map((tab) => [
      `endpoint-${tab}`,
      `${ENDPOINT}/${tab}`,
    ]),
  ),
  deployment: `${ENDPOINT}/deployments/blue`,
  failed: "/w/default/endpoints/online/broken",
  ...Object.fromEntries(
    STEPS.map((step, index) => [`wizard-${index + 1}-${step}`, `/w/default/endpoints/new?step=${step}`]),
  ),
  edit: `${ENDPOINT}/deployments/blue/edit`,
  missing: "/w/default/endpoints/online/nothing",
}
const SHOWN = [
  "home",
  "list",
  "overview",
  "endpoint-traffic",
  "endpoint-test",
  "endpoint-logs",
  "failed",
  "wizard-3-model",
]

async function prepare(caudal: Installation): Promise<void> {
  const run = async (...args: string[]) => await caudal.caudal(args, { cwd: CWD })
  await run("online-endpoint", "create", "-f", "endpoint.yml")
  await run("online-deployment", "create", "-f", "blue.yml", "--all-traffic")
  await run("online-deployment", "create", "-f", "green.yml")
  await run("online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=90 green=10")
  for (let count = 0; count < 20; count++) {
    await run("online-endpoint", "invoke", "-n", "diabetes", "--request-file", "request.json")
  }
  const script = "def init():\n    raise FileNotFoundError('model/weights.bin')\n\ndef run(data):\n    return 1\n"
  await run("online-endpoint", "create", "-n", "broken")
  await run(
    "online-deployment",
    "create",
    "-f",
    writeScriptProject(caudal.home, { endpoint: "broken", name: "blue", script }),
  )
  await run("online-endpoint", "create", "-n", "gone")
  await run("online-endpoint", "delete", "-n", "gone", "--yes")
}

async function signIn(page: Page, caudal: Installation): Promise<void> {
  await page.goto(`${caudal.studioUrl}/login`)
  await page.locator("[name=email]").fill(OWNER.email)
  await page.locator("[name=password]").fill(OWNER.password)
  await page.locator("button[type=submit]").click()
  await page.waitForURL(/\/w\//)
}

async function open(browser: Browser, locale: string, theme: "light" | "dark"): Promise<BrowserContext> {
  return await browser.newContext({ locale, colorScheme: theme, timezoneId: "Europe/Madrid", reducedMotion: "reduce" })
}

mkdirSync(folder, { recursive: true })
const caudal = await createInstallation({ CAUDAL_ADMIN_EMAIL: OWNER.email, CAUDAL_ADMIN_PASSWORD: OWNER.password })
const browser = await chromium.launch(CHROMIUM_LAUNCH)
try {
  await caudal.start()
  await prepare(caudal)
  for (const [locale, theme] of [
    ["en", "light"],
    ["es", "dark"],
    ["en", "dark"],
    ["es", "light"],
  ] as const) {
    if (isSet && (locale === "en") !== (theme === "light")) continue
    const context = await open(browser, locale, theme)
    const page = await context.newPage()
    for (const name of isSet ? SHOWN : Object.keys(ALL)) {
      if (name !== "login" && (await context.cookies()).every((cookie) => !cookie.name.includes("session"))) {
        await signIn(page, caudal)
      }
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`${caudal.studioUrl}${ALL[name]}`, { waitUntil: "load" })
        await page.waitForTimeout(700)
        await page.screenshot({ path: path.join(folder, `${name}-${locale}-${theme}-${width}.png`), fullPage: !isSet })
      }
    }
    await context.close()
  }
} finally {
  await browser.close()
  await caudal.remove()
}
