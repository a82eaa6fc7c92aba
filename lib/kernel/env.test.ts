import { spawnSync } from "node:child_process"

import { expect, test } from "vitest"

const PRINT = `
const { readEnv } = await import(${JSON.stringify(new URL("env.ts", import.meta.url).href)})
const { PORT, CAUDAL_HOST, CAUDAL_TLS, CAUDAL_DOMAIN } = readEnv()
process.stdout.write(JSON.stringify({ PORT, CAUDAL_HOST, CAUDAL_TLS, CAUDAL_DOMAIN }))`

const read = (env: Record<string, string>) =>
  spawnSync(process.execPath, ["--input-type=module", "--eval", PRINT], {
    env: { NODE_ENV: "test", ...env },
    encoding: "utf8",
  })

test("a setting that is empty counts as not set", () => {
  const { stdout } = read({ PORT: "", CAUDAL_HOST: "", CAUDAL_TLS: "", CAUDAL_DOMAIN: "" })
  expect(JSON.parse(stdout)).toEqual({ PORT: 3000, CAUDAL_HOST: "127.0.0.1", CAUDAL_TLS: "on" })
})

test("every setting that cannot be used is named", () => {
  const { stderr, status } = read({ PORT: "many", CAUDAL_TLS: "maybe" })
  expect(status).not.toBe(0)
  expect(stderr).toMatch(/PORT: [^]*CAUDAL_TLS: /)
})
