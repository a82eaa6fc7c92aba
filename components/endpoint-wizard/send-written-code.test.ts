import { afterEach, expect, test, vi } from "vitest"

import { createFormStore } from "#components/wizard/form-store.ts"

import { exampleForm, TREE } from "./form/testing/example-form.ts"
import type { WizardForm } from "./form/wizard-form.ts"
import { sendWrittenCode } from "./send-written-code.ts"

afterEach(() => vi.unstubAllGlobals())

test("code that was uploaded before is offered again, for a server that has thrown it away; the form stays the same", async () => {
  const asked: string[] = []
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path)
    const upload = { id: "upl_1", tree: TREE, missing: [], chunk_bytes_max: 1, expires_at: "" }
    return Response.json(path.endsWith("/complete") ? { tree: TREE } : upload)
  })
  const { deployment, ...form } = exampleForm()
  const codeTextTree = `caudal://trees/${TREE}/code/`
  const changes: unknown[] = []
  const store = createFormStore<WizardForm>(
    { ...form, deployment: { ...deployment, codeSource: "write", codeText: "x", codeTextTree } },
    (next) => changes.push(next),
  )
  expect((await sendWrittenCode("default", store)).deployment.codeTextTree).toBe(codeTextTree)
  expect(asked).toHaveLength(2)
  expect(changes).toEqual([])
})
