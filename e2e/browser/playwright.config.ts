import { defineConfig } from "@playwright/test"

import { CHROMIUM_LAUNCH } from "./chromium.ts"

export default defineConfig({
  testDir: ".",
  timeout: 240_000,
  expect: { timeout: 20_000 },
  // Two cores, and one installation that every test of a worker shares.
  workers: 1,
  fullyParallel: false,
  // A browser on two busy cores may be late once; the report names what passed only at the second try.
  retries: process.env["CI"] === undefined ? 0 : 1,
  forbidOnly: process.env["CI"] !== undefined,
  outputDir: "../../test-results",
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Madrid",
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: CHROMIUM_LAUNCH,
  },
})
