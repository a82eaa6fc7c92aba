import { apiPaths, fillPath } from "#lib/urls/index.ts"

import { at, expect, expectAccessible, signIn, test, watchProblems } from "./fixtures.ts"
import { ENDPOINT, PAGES } from "./page-paths.ts"

/** Who may only look sees every page whole, is refused nothing by the API, and reads why a control is not theirs. */

const VIEWER = { email: "vera@example.com", password: "only-looking" }

test.use({ locale: "es-ES" })

test("a Viewer reads every page, and what they may not do is disabled and says which role may", async ({
  studio,
  serving,
  browser,
  t,
}) => {
  test.setTimeout(480_000)
  const member = at(serving, fillPath(apiPaths.member, { workspace: "default", email: VIEWER.email }))
  const made = await studio.request.put(member, {
    headers: { origin: serving.studioUrl },
    data: { role: "Viewer", password: VIEWER.password },
  })
  expect(made.ok(), await made.text()).toBe(true)

  const context = await browser.newContext({ locale: "es-ES" })
  const page = await context.newPage()
  const problems = watchProblems(page)
  await signIn(page, serving, t, VIEWER)
  for (const path of PAGES) {
    await page.goto(at(serving, path))
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1)
    expect([path, ...problems]).toEqual([path])
  }

  const reason = t("states.needsRole", { own: "Viewer", needed: "Operator" })
  /** It is where it always is, the keyboard reaches it, and it says why it does nothing. */
  const expectGated = async (path: string, name: string | RegExp, place: "first" | "last" = "first") => {
    await page.goto(at(serving, path))
    const control = page.getByRole("button", { name, exact: true })[place]()
    await expect(control).toHaveAttribute("aria-disabled", "true")
    await expect(control).toHaveAccessibleDescription(reason)
    await control.focus()
    await expect(control).toBeFocused()
  }
  await serving.caudalJson(["online-endpoint", "create", "-n", "bare"])
  await serving.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=90 green=10"])
  const bare = "/w/default/endpoints/online/bare"
  const secondary = t("consume.types.secondary")
  await expectGated(`${ENDPOINT}/test`, t("test.send"))
  await expectGated(`${ENDPOINT}/settings`, t("endpointSettings.save"))
  await expectGated(`${ENDPOINT}/consume`, t("consume.reveal"))
  await expectGated(`${ENDPOINT}/consume`, t("consume.regenerateOne", { type: secondary }))
  // Which revisions there are depends on the tests before.
  const anyRevision = new RegExp(t("traffic.rollBackToThisRevision", { number: 1 }).replace("1", String.raw`\d+`))
  await expectGated(`${ENDPOINT}/traffic`, anyRevision)
  await expectGated(ENDPOINT, t("endpoint.addDeployment"))
  await expectGated(bare, t("endpoint.addDeployment"), "last")
  await expectGated(`${bare}/deployments`, t("endpoint.addDeployment"), "last")
  await expectGated(`${bare}/traffic`, t("traffic.emptyAction"), "last")
  await expectGated(`${bare}/logs`, t("logs.addDeployment"))
  await expect(page.locator('a[href$="/deployments/new"]')).toHaveCount(0)
  await page.goto(at(serving, `${ENDPOINT}/traffic`))
  await expect(page.getByRole("slider")).toHaveCount(0)
  await expect(page.getByText(reason).filter({ visible: true })).not.toHaveCount(0)
  await expectAccessible(page)

  // The API decides, not the page.
  const refused = await page.request.delete(
    at(serving, fillPath(apiPaths.onlineEndpoint, { workspace: "default", endpoint: "diabetes" })),
    { headers: { origin: serving.studioUrl } },
  )
  expect(refused.status()).toBe(403)
  await studio.request.delete(member, { headers: { origin: serving.studioUrl } })
  await context.close()
})
