import { gzipSync } from "node:zlib"

import { chromium } from "@playwright/test"
import type { Browser, Page } from "@playwright/test"

import { CHROMIUM_LAUNCH } from "../e2e/browser/chromium.ts"
import { seedEndpoints } from "../e2e/browser/seed-endpoints.ts"
import { createInstallation, ROOT } from "../e2e/installation.ts"

/**
 * What a person waits for in the studio, with 200 endpoints, in a real browser on a production build: largest paint, layout
 * shift, the slowest interaction while somebody types and moves about, and the JavaScript of the first load: the scripts
 * that the page's HTML names. What comes later, when the browser is idle, is told beside it.
 *
 *     node bin/node24.js bench/pages.ts [rounds, default 3]
 */

/** Most that a page may take: milliseconds, shift, kilobytes of gzip. */
const BUDGET = { lcpMs: 1500, inpMs: 150, cls: 0.02, scriptKb: 230 }

const ROUNDS = Number(process.argv[2] ?? 3)
const ENDPOINTS = 200
const OWNER = { email: "ana@example.com", password: "correct-horse" }

interface Reading {
  readonly lcpMs: number
  readonly inpMs: number
  readonly cls: number
  readonly scriptKb: number
  readonly lateKb: number
}

const OBSERVE = `
  window.__seen = { lcp: 0, cls: 0, inp: 0 };
  new PerformanceObserver((l) => { for (const e of l.getEntries()) __seen.lcp = e.startTime }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) __seen.cls += e.value }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((l) => { for (const e of l.getEntries()) if (e.interactionId) __seen.inp = Math.max(__seen.inp, e.duration) }).observe({ type: "event", durationThreshold: 16, buffered: true });
`

const PAGES: ReadonlyArray<{ name: string; path: string; act: (page: Page) => Promise<void> }> = [
  { name: "Home", path: "/w/default", act: async (page) => await page.keyboard.press("Tab") },
  {
    name: "List",
    path: "/w/default/endpoints",
    async act(page) {
      await page.getByRole("searchbox").first().click()
      await page.keyboard.type("seed-19", { delay: 60 })
      await page.keyboard.press("Control+A")
      await page.keyboard.press("Backspace")
    },
  },
  {
    name: "Overview",
    path: "/w/default/endpoints/online/diabetes",
    async act(page) {
      const tabs = page.getByRole("navigation", { name: "Endpoint", exact: true })
      await tabs.getByRole("link", { name: "Deployments" }).click()
      await tabs.getByRole("link", { name: "Overview" }).click()
    },
  },
]

async function read(browser: Browser, base: string, { path, act }: (typeof PAGES)[number]): Promise<Reading> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  try {
    await page.goto(`${base}/login`)
    await page.locator("[name=email]").fill(OWNER.email)
    await page.locator("[name=password]").fill(OWNER.password)
    await page.locator("button[type=submit]").click()
    await page.waitForURL(/\/w\//)
    const fresh = await context.newPage()
    await fresh.addInitScript(OBSERVE)
    const html = await (await context.request.get(`${base}${path}`)).text()
    const named = new Set(
      [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src = ""]) => new URL(src, base).href),
    )
    let scriptBytes = 0
    let lateBytes = 0
    fresh.on("response", (response) => {
      if (response.request().resourceType() !== "script") return
      void response.body().then((body) => {
        const bytes = gzipSync(body).length
        if (named.has(response.url())) scriptBytes += bytes
        else lateBytes += bytes
      })
    })
    await fresh.goto(`${base}${path}`, { waitUntil: "load" })
    await fresh.waitForLoadState("networkidle").catch(() => undefined)
    const scriptKb = scriptBytes / 1000
    const lateKb = lateBytes / 1000
    await act(fresh)
    await fresh.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const seen = await fresh.evaluate<{ lcp: number; cls: number; inp: number }>("window.__seen")
    return { lcpMs: seen.lcp, inpMs: seen.inp, cls: seen.cls, scriptKb, lateKb }
  } finally {
    await context.close()
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const caudal = await createInstallation({ CAUDAL_ADMIN_EMAIL: OWNER.email, CAUDAL_ADMIN_PASSWORD: OWNER.password })
const browser = await chromium.launch(CHROMIUM_LAUNCH)
try {
  await caudal.start()
  const cwd = `${ROOT}/examples/diabetes`
  await caudal.caudalJson(["online-endpoint", "create", "-f", "endpoint.yml"], { cwd })
  await caudal.caudalJson(["online-deployment", "create", "-f", "blue.yml", "--all-traffic"], { cwd })
  await caudal.caudalJson(["online-deployment", "create", "-f", "green.yml"], { cwd })
  await seedEndpoints(caudal, ENDPOINTS - 1)
  console.log(`${ENDPOINTS} endpoints, medians of ${ROUNDS}. Budget: ${JSON.stringify(BUDGET)}`)
  for (const page of PAGES) {
    const readings: Reading[] = []
    for (let round = 0; round < ROUNDS; round++) readings.push(await read(browser, caudal.studioUrl, page))
    const figure = (key: keyof Reading, digits = 0) => median(readings.map((one) => one[key])).toFixed(digits)
    console.log(
      `${page.name.padEnd(9)} LCP ${figure("lcpMs")} ms, INP ${figure("inpMs")} ms, CLS ${figure("cls", 3)}, scripts ${figure("scriptKb")} kB (later ${figure("lateKb")} kB)`,
    )
  }
} finally {
  await browser.close()
  await caudal.remove()
}
