import { mkdtempSync, statSync, chmodSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { afterAll, expect, test } from "vitest"

import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { sha256Hex } from "#lib/kernel/json.ts"

import { deriveKey, loadMasterKey, newEndpointKey, newToken, parseMasterKey, seal, unseal } from "./index.ts"

const root = mkdtempSync(path.join(tmpdir(), "caudal-auth-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const keyA = Buffer.alloc(32, 1).toString("base64")
const keyB = Buffer.alloc(32, 2).toString("hex")

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  return "nothing thrown"
}

test("a sealed value opens with the same key and row, and with nothing else", () => {
  const master = parseMasterKey(keyA, "test")
  const sealed = seal(master, "clave ñ", "row:1")
  expect(sealed).not.toContain("clave")
  expect(unseal(master, sealed, "row:1")).toBe("clave ñ")
  expect(codeOf(() => unseal(master, sealed, "row:2"))).toBe("auth.seal_broken")
  expect(codeOf(() => unseal(parseMasterKey(keyB, "test"), sealed, "row:1"))).toBe("auth.seal_broken")
  for (const wrong of ["", "s1", "s1.a.b.c", `${sealed.slice(0, -2)}AA`, sealed.replace("s1", "s2")]) {
    expect(codeOf(() => unseal(master, wrong, "row:1"))).toBe("auth.seal_broken")
  }
})

test("the same text sealed twice looks different", () => {
  const master = parseMasterKey(keyA, "test")
  expect(seal(master, "x", "r")).not.toBe(seal(master, "x", "r"))
})

test("after a rotation old values open and new ones are sealed under the first key", () => {
  const old = parseMasterKey(keyA, "test")
  const rotated = parseMasterKey(`${keyB},${keyA}`, "test")
  expect(unseal(rotated, seal(old, "x", "r"), "r")).toBe("x")
  expect(codeOf(() => unseal(old, seal(rotated, "x", "r"), "r"))).toBe("auth.seal_broken")
})

test("a master key that is not 32 bytes is refused and its text is not repeated", () => {
  for (const wrong of ["", "short-secret", Buffer.alloc(31).toString("base64"), "z".repeat(64)]) {
    expect(codeOf(() => parseMasterKey(wrong, "CAUDAL_MASTER_KEY"))).toBe("auth.master_key_invalid")
  }
  expect(() => parseMasterKey("short-secret", "CAUDAL_MASTER_KEY")).not.toThrow(/short-secret/)
})

test("the key file is made once with mode 600, stays the same, and is refused once others can read it", () => {
  const home = homeAt(path.join(root, "home"))
  const first = loadMasterKey(home, undefined)
  expect(statSync(home.masterKeyFile).mode & 0o777).toBe(0o600)
  expect(loadMasterKey(home, undefined).current.id).toBe(first.current.id)
  chmodSync(home.masterKeyFile, 0o644)
  expect(codeOf(() => loadMasterKey(home, undefined))).toBe("auth.master_key_exposed")
  expect(loadMasterKey(home, keyA).current.id).toBe(parseMasterKey(keyA, "x").current.id)
})

test("derived keys differ by purpose and do not tell the master key", () => {
  const master = parseMasterKey(keyA, "test")
  expect(deriveKey(master, "a")).not.toBe(deriveKey(master, "b"))
  expect(deriveKey(master, "a")).toBe(deriveKey(master, "a"))
})

test("keys and tokens carry 256 random bits and the digest of their text", () => {
  const key = newEndpointKey()
  expect(Buffer.from(key.text, "base64url")).toHaveLength(32)
  expect(key.digest).toBe(sha256Hex(key.text))
  expect(newToken().text).toMatch(/^caudal_[A-Za-z0-9_-]{43}$/)
  expect(newEndpointKey().text).not.toBe(key.text)
})
