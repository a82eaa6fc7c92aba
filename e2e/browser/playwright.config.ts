import { existsSync } from "node:fs"

import { defineConfig } from "@playwright/test"

/** Debian's browser where there is one, else the one that Playwright has downloaded (`bin/test.js` sees to that). */
const SYSTEM_CHROMIUM = "/usr/bin/chromium"

/** Chromium asks nobody but the studio: no component updates, no background requests, no QUIC. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export default defineConfig({
  testDir: ".",
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Two cores, and one installation that every test of a worker shares.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env["CI"] !== undefined,
  outputDir: "../../test-results",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      args: CHROMIUM_FLAGS,
      ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    },
  },
})
