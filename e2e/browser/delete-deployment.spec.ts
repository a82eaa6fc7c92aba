import { apiPaths, fillPath, pagePaths } from "#lib/urls/index.ts"

import { at, expect, test } from "./fixtures.ts"

/** What ends with a deployment. */

test("a deployment with traffic is deleted only over the split that its dialog shows", async ({
  studio,
  serving,
  t,
}) => {
  const inEndpoint = { workspace: "default", endpoint: "diabetes" }
  const traffic = at(serving, fillPath(apiPaths.traffic, inEndpoint))
  const read = await studio.request.get(traffic)
  // Nothing is carried out: the endpoint is also the other tests'.
  await studio.route("**/api/v1/**", async (route, request) =>
    request.method() === "PUT" || request.method() === "DELETE"
      ? await route.fulfill({ json: {} })
      : await route.fallback(),
  )
  await studio.goto(at(serving, pagePaths.endpointTab("default", "diabetes", "deployments")))
  await studio
    .getByRole("button", { name: t("deployments.actionsOf", { name: "blue" }) })
    .first()
    .click()
  await studio.getByRole("menuitem", { name: t("deployments.delete"), exact: true }).click()
  const dialog = studio.getByRole("dialog")
  await dialog.getByRole("checkbox", { name: t("deployments.deleteDialog.acceptOff") }).check()
  const sent = studio.waitForRequest((request) => request.method() === "PUT" && request.url() === traffic)
  await dialog.getByRole("button", { name: t("deployments.deleteDialog.submitZero") }).click()
  expect((await sent).headers()["if-match"]).toBe(read.headers()["etag"])
})
