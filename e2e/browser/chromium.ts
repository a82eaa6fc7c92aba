import { existsSync } from "node:fs"

/** Debian's browser where there is one, else the one that Playwright has downloaded (`bin/test.js` sees to that). */
const SYSTEM_CHROMIUM = "/usr/bin/chromium"

/** How Chromium is started: it asks nobody but the studio. */
export const CHROMIUM_LAUNCH = {
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
  ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
}
