import fs from "node:fs"
import type * as Fs from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, onTestFinished, test, vi } from "vitest"

import { publishCluster } from "./publish-cluster.ts"

const order: string[] = []

/** Writes down what is asked of the disk, and in which order; it is done all the same. */
vi.mock("node:fs", async (importOriginal) => {
  const real = await importOriginal<typeof Fs>()
  const writeFileSync: typeof real.writeFileSync = (file, data, options) => {
    const isFlushed = typeof options === "object" && options?.flush === true
    order.push(`write ${path.basename(String(file))}${isFlushed ? " to disk" : ""}`)
    real.writeFileSync(file, data, options)
  }
  const fsyncSync: typeof real.fsyncSync = (fd) => {
    order.push(`sync ${real.fstatSync(fd).isDirectory() ? "folder" : "file"}`)
    real.fsyncSync(fd)
  }
  const renameSync: typeof real.renameSync = (from, to) => {
    order.push(`rename to ${path.basename(String(to))}`)
    real.renameSync(from, to)
  }
  const mocked = { ...real, writeFileSync, fsyncSync, renameSync }
  return { ...mocked, default: mocked }
})

test("a power cut leaves a cluster with its password or none, and no cluster goes that was written to", () => {
  const base = fs.mkdtempSync(path.join(tmpdir(), "caudal-publish-"))
  onTestFinished(() => fs.rmSync(base, { recursive: true }))
  const inside = (name: string) => path.join(base, name)
  const made = inside("made")
  fs.mkdirSync(made)
  const place = { base, data: inside("data"), passwordFile: inside("password"), sockets: "", logFile: "" }
  publishCluster({ ...place, account: undefined }, made, "secret")
  expect(order).toEqual(["write password to disk", "sync folder", "rename to data", "sync folder"])
  expect(fs.readFileSync(place.passwordFile, "utf8")).toBe("secret")
  expect(fs.existsSync(place.data)).toBe(true)
})
