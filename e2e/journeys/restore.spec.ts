import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, beforeAll, expect, test, vi } from "vitest"

import { findProcesses } from "../find-process.ts"
import { createInstallation } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { writeScriptProject } from "../script-project.ts"

/** What was deleted comes back as it was, through a real gateway, also when the controller is killed on the way. */

const SCRIPT = (answer: string) => `def init():\n    pass\n\ndef run(data):\n    return "${answer}"\n`
const CONDA = "dependencies:\n  - python>=3.11\n"

let caudal: Installation
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "caudal-restore-"))
  caudal = await createInstallation()
  await caudal.start()
  await caudal.caudalJson(["online-endpoint", "create", "-n", "lost"])
  for (const name of ["blue", "green", "old"]) {
    const file = writeScriptProject(folder, { endpoint: "lost", name, script: SCRIPT(name), conda: CONDA })
    await caudal.caudalJson(["online-deployment", "create", "-f", file])
  }
  await caudal.caudal(["online-deployment", "delete", "-e", "lost", "-n", "old", "--yes"])
  await caudal.caudalJson(["online-endpoint", "update", "-n", "lost", "--traffic", "blue=100"])
})
afterAll(async () => {
  await caudal.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function invoke(endpoint: string, ...more: string[]) {
  const file = path.join(folder, "request.json")
  writeFileSync(file, "{}")
  return await caudal.caudal([
    "online-endpoint",
    "invoke",
    "-n",
    endpoint,
    "--request-file",
    file,
    "-o",
    "tsv",
    ...more,
  ])
}
const keysOf = (endpoint: string) =>
  caudal.caudalJson<{ primaryKey: string }>(["online-endpoint", "get-credentials", "-n", endpoint])
const remove = () => caudal.caudal(["online-endpoint", "delete", "-n", "lost", "--yes"])

test("a deleted endpoint answers again with the same key and split, its deployments started anew", async () => {
  const before = await keysOf("lost")
  expect((await invoke("lost")).stdout).toContain("blue")
  expect((await remove()).code).toBe(0)
  expect((await invoke("lost")).code).not.toBe(0)
  const restored = await caudal.caudalJson<{ health: string; deployments: { name: string }[] }>([
    "online-endpoint",
    "restore",
    "-n",
    "lost",
  ])
  expect(restored).toMatchObject({
    health: "Healthy",
    traffic: { blue: 100, green: 0 },
    deployments: [
      { name: "blue", ready_instances: 1 },
      { name: "green", ready_instances: 1 },
    ],
  })
  expect(await keysOf("lost")).toEqual(before)
  expect((await invoke("lost")).stdout).toContain("blue")
  expect((await invoke("lost", "-d", "green")).stdout).toContain("green")
  expect((await invoke("lost", "-d", "old")).code).not.toBe(0)
})

test("a restoration whose controller is killed goes on to its end", async () => {
  await remove()
  await caudal.caudal(["online-endpoint", "restore", "-n", "lost", "--no-wait"])
  const [controller] = findProcesses(caudal, "lib/processes/controller.ts")
  expect(controller).toBeGreaterThan(0)
  process.kill(controller ?? 0, "SIGKILL")
  await vi.waitUntil(async () => (await invoke("lost")).stdout.includes("blue"), { timeout: 120_000, interval: 200 })
  const operations = () => caudal.caudalJson<{ kind: string; status: string }[]>(["operation", "list", "-r", "20"])
  const open = async () => (await operations()).filter(({ status }) => status === "InProgress")
  await vi.waitUntil(async () => (await open()).length === 0, { timeout: 120_000, interval: 200 })
  expect((await operations()).find(({ kind }) => kind === "endpoint.restore")?.status).toBe("Succeeded")
})

test("a deployment that was deleted by itself comes back without traffic", async () => {
  const restored = await caudal.caudalJson(["online-deployment", "restore", "-e", "lost", "-n", "old"])
  expect(restored).toMatchObject({ name: "old", provisioning_state: "Succeeded", health: "Healthy" })
  expect((await invoke("lost", "-d", "old")).stdout).toContain("old")
  const { traffic } = await caudal.caudalJson<{ traffic: unknown }>(["online-endpoint", "show", "-n", "lost"])
  expect(traffic).toEqual({ blue: 100, green: 0, old: 0 })
})
