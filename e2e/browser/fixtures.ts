import path from "node:path"

import { AxeBuilder } from "@axe-core/playwright"
import { expect, test as base } from "@playwright/test"
import type { Page } from "@playwright/test"

import { getTranslator } from "#components/i18n/get-translator.ts"

import { createInstallation, ROOT } from "../installation.ts"
import type { Installation } from "../installation.ts"

/** Browser tests: a real Caudal, a real Chromium. One installation a worker, because starting one takes a while. */

export const OWNER = { email: "ana@example.com", password: "correct-horse" } as const
export const DIABETES = path.join(ROOT, "examples/diabetes")

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

interface WorkerFixtures {
  /** A running Caudal whose owner is OWNER. */
  readonly caudal: Installation
  /** The same with the endpoint `diabetes`: blue takes all traffic, green none. */
  readonly serving: Installation
}

/** The sentences of a page in the language of the test, so that one test runs in both. */
export type Words = Awaited<ReturnType<typeof getTranslator>>

interface TestFixtures {
  readonly t: Words
  /** A page whose person is signed in; fails the test for every error that the page logs. */
  readonly studio: Page
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  caudal: [
    // Playwright reads what a fixture needs from the names in this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const caudal = await createInstallation({
        CAUDAL_ADMIN_EMAIL: OWNER.email,
        CAUDAL_ADMIN_PASSWORD: OWNER.password,
      })
      await caudal.start()
      await use(caudal)
      await caudal.remove()
    },
    { scope: "worker", timeout: 300_000 },
  ],
  serving: [
    async ({ caudal }, use) => {
      const run = async (...args: string[]) => await caudal.caudalJson(args, { cwd: DIABETES })
      await run("online-endpoint", "create", "-f", "endpoint.yml")
      await run("online-deployment", "create", "-f", "blue.yml", "--all-traffic")
      await run("online-deployment", "create", "-f", "green.yml")
      await use(caudal)
    },
    { scope: "worker", timeout: 300_000 },
  ],
  t: async ({ locale }, use) => await use(await getTranslator(locale?.startsWith("es") ? "es" : "en")),
  studio: async ({ page, caudal, t }, use) => {
    const problems = watchProblems(page)
    await signIn(page, caudal, t)
    await use(page)
    expect(problems, "the page logs no error").toEqual([])
  },
})

export { expect }

/** Both languages, for tests that run in each: `for (const locale of LOCALES) test.describe(locale, ...)`. */
export const LOCALES = ["en-GB", "es-ES"] as const

/** Address of a page. */
export const at = ({ studioUrl }: Installation, pagePath: string) => new URL(pagePath, studioUrl).href

/** Errors that a page logs from now on, answers of 400 and above among them. */
export function watchProblems(page: Page): readonly string[] {
  const problems: string[] = []
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text())
  })
  page.on("pageerror", (error) => problems.push(String(error)))
  return problems
}

/** Signs a person in, by the form. */
export async function signIn(
  page: Page,
  caudal: Installation,
  t: Words,
  { email, password }: { email: string; password: string } = OWNER,
): Promise<void> {
  await page.goto(at(caudal, "/login"))
  await page.getByRole("textbox", { name: t("auth.email") }).fill(email)
  await page.getByLabel(t("auth.password")).fill(password)
  await page.getByRole("button", { name: t("auth.signIn") }).click()
  await expect(page).toHaveURL(/\/w\/|\/me/)
}

/** Expects that axe finds nothing (WCAG 2.2 A and AA) in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null })
}
