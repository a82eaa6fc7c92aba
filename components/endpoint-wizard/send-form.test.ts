import { afterEach, expect, test, vi } from "vitest"

import { exampleForm } from "./form/testing/example-form.ts"
import { sendForm } from "./send-form.ts"

afterEach(() => vi.unstubAllGlobals())

test("a deployment is changed only as it was when the form was filled in, and a new one must be new", async () => {
  const asked: Array<[string, string | null, string | null]> = []
  vi.stubGlobal("fetch", async (path: string, { headers }: RequestInit) => {
    const sent = new Headers(headers)
    asked.push([path.split("/").at(-1) ?? "", sent.get("if-match"), sent.get("if-none-match")])
    return Response.json({})
  })
  const place = { workspace: "w", endpointName: "credit", onEndpoint: () => undefined }
  const form = { ...exampleForm(), baseRevision: 3 }
  await sendForm(form, { ...place, mode: "edit" })
  await sendForm(form, { ...place, mode: "deployment" })
  expect(asked).toEqual([
    ["blue", '"3"', null],
    ["blue?all_traffic=true", null, "*"],
  ])
})
