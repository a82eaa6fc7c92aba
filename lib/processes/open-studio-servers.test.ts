import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

import { expect, onTestFinished, test } from "vitest"

import { envSchema } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"
import { createLogger } from "#lib/kernel/log.ts"

import { openStudioServers } from "./open-studio-servers.ts"

/** The addresses that the studio listens on with these settings. */
async function listeningAddresses(settings: Record<string, string>): Promise<unknown[]> {
  const home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-studio-")))
  const env = envSchema.parse({ PORT: "0", CAUDAL_STUDIO_TLS_PORT: "0", ...settings })
  const servers = await openStudioServers({ listener: () => undefined, env, home, log: createLogger("test") })
  onTestFinished(() => {
    for (const server of servers) server.close()
    rmSync(home.root, { recursive: true })
  })
  return servers.map((server) => {
    const address = server.address()
    return address !== null && typeof address === "object" ? address.address : address
  })
}

test("with TLS no other machine reaches the plain port, and this one always does", async () => {
  expect(await listeningAddresses({ CAUDAL_HOST: "0.0.0.0" })).toEqual(["127.0.0.1", "0.0.0.0"])
})

test("without TLS the plain port is where a load balancer or a container looks for it", async () => {
  expect(await listeningAddresses({ CAUDAL_HOST: "0.0.0.0", CAUDAL_TLS: "off" })).toEqual(["0.0.0.0"])
})
