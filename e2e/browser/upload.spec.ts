import { randomBytes } from "node:crypto"
import { writeFileSync } from "node:fs"
import path from "node:path"

import type { Page, Request } from "@playwright/test"

import { findProcesses } from "../find-process.ts"
import { at, DIABETES, expect, signIn, test } from "./fixtures.ts"

/** Files on their way to the studio, with everything that comes between. */

const MIB = 1024 * 1024
/** Six chunks. */
const MODEL_BYTES = 24 * MIB
const CHUNKS = "**/uploads/*/blobs/*"

const isChunk = (request: Request) => request.method() === "PUT"
const offsetOf = (request: Request) => Number(request.headers()["upload-offset"])

async function openModelStep(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator("[data-picks=files]")).toBeAttached()
}

test("an upload goes on where it was when its tab was closed, and again when the studio was killed", async ({
  page,
  context,
  serving,
  t,
}, testInfo) => {
  // No error may be logged by a page, but a broken connection always is: this test signs in by itself.
  await signIn(page, serving, t)
  const model = testInfo.outputPath("weights.bin")
  writeFileSync(model, randomBytes(MODEL_BYTES))
  const address = at(serving, "/w/default/endpoints/new?step=model")

  const first: number[] = []
  const isHeld = Promise.withResolvers<void>()
  await page.route(CHUNKS, async (route, request) => {
    if (isChunk(request) && offsetOf(request) >= MODEL_BYTES / 2) {
      isHeld.resolve()
      // Broken off, not held back: a tab that closes lets go of what is held back, and part of it may arrive.
      return await route.abort()
    }
    if (isChunk(request)) first.push(offsetOf(request))
    await route.continue()
  })
  await openModelStep(page, address)
  await page.locator("[data-picks=files]").setInputFiles(model)
  await isHeld.promise
  expect(first).toEqual([0, 4 * MIB, 8 * MIB])
  await page.close()

  const again = await context.newPage()
  const second: number[] = []
  await again.route(CHUNKS, async (route, request) => {
    if (!isChunk(request)) return await route.continue()
    second.push(offsetOf(request))
    if (second.length === 2) {
      for (const pid of findProcesses(serving, "processes/studio.ts")) process.kill(pid, "SIGKILL")
    }
    await route.continue()
  })
  await openModelStep(again, address)
  await again.locator("[data-picks=files]").setInputFiles(model)
  await expect(again.getByRole("button", { name: t("upload.replace") })).toBeVisible({ timeout: 60_000 })
  expect(second[0]).toBe(MODEL_BYTES / 2)
  // The chunk that the killed studio may have read was offered again, and nothing that it had was sent twice.
  expect(new Set(second)).toEqual(new Set([12, 16, 20].map((mib) => mib * MIB)))
  await expect(again.getByText("weights.bin").first()).toBeVisible()
})

test("a folder that is dropped on the form arrives with its files", async ({ studio, serving, t }) => {
  await openModelStep(studio, at(serving, "/w/default/endpoints/new?step=model"))
  const zone = await studio.getByText(t("upload.drop")).boundingBox()
  if (zone === null) throw new Error("The place to drop files is not on the page.")
  const cdp = await studio.context().newCDPSession(studio)
  const files = [path.join(DIABETES, "model-blue/model")]
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    const data = { items: [], files, dragOperationsMask: 1 }
    await cdp.send("Input.dispatchDragEvent", { type, x: zone.x + 8, y: zone.y + 8, data })
  }
  await expect(studio.getByRole("button", { name: t("upload.replace") })).toBeVisible()
  await expect(studio.getByText(/^model/).first()).toBeVisible()
})

test("an upload ends with its form: nobody would see it go on", async ({ studio, serving, t }, testInfo) => {
  const model = testInfo.outputPath("left.bin")
  writeFileSync(model, randomBytes(MIB))
  const isHeld = Promise.withResolvers<void>()
  await studio.route(CHUNKS, async (route, request) => {
    if (!isChunk(request)) return await route.continue()
    isHeld.resolve()
  })
  await openModelStep(studio, at(serving, "/w/default/endpoints/new?step=model"))
  await studio.locator("[data-picks=files]").setInputFiles(model)
  await isHeld.promise
  const aborted = studio.waitForEvent("requestfailed", { predicate: isChunk })
  await studio
    .getByRole("navigation", { name: t("shell.navigation") })
    .getByRole("link", { name: t("shell.endpoints"), exact: true })
    .click()
  await aborted
})
