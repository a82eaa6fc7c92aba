import { lstatSync, readFileSync } from "node:fs"
import { request } from "node:https"
import { createServer } from "node:net"
import type { ListenOptions, Server } from "node:net"
import path from "node:path"

import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { z } from "zod"

import { homeAt } from "#lib/kernel/home.ts"

import { findProcesses } from "../find-process.ts"
import { createInstallation, localCa, ROOT } from "../installation.ts"
import type { Installation } from "../installation.ts"
import { createOrdinaryUser } from "../ordinary-user.ts"
import type { OrdinaryUser } from "../ordinary-user.ts"
import { writeScriptProject } from "../script-project.ts"

/**
 * A hostile model, deployed as any other, in an installation of root's and in one of an ordinary user's. It knows where
 * everything is, tries to get at it from `run()`, and answers what it got: nothing.
 */

const CANARY = "canary-7f3a91"
const ATTEMPTS = readFileSync(path.join(ROOT, "lib/compute/fixtures/hostile_model.py"), "utf8")
const HOSTILE = `
import json
import os
import subprocess
import sys


def init():
    pass


def run(raw_data):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hostile_model.py")
    done = subprocess.run([sys.executable, script, raw_data], capture_output=True, text=True)
    results = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if not results:
        return {"broken": done.stderr}
    return {"got": json.loads(results[0][len("RESULT "):]), "environment": dict(os.environ), "uid": os.getuid()}
`
const PEACEFUL = 'def init():\n    pass\n\ndef run(raw_data):\n    return "well"\n'

/** Per attempt what it got, null for nothing; and the environment that the script sees. */
const answerSchema = z.object({
  got: z.record(z.string(), z.unknown()),
  environment: z.record(z.string(), z.string()),
})

async function listen(where: ListenOptions): Promise<Server> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(where, resolve))
  return server
}

describe.each(["this user", "an ordinary user"])("run by %s", (who) => {
  let caudal: Installation | undefined
  let user: OrdinaryUser | null = null
  const servers: Server[] = []

  beforeAll(async () => {
    user = who === "this user" ? null : createOrdinaryUser()
    if (who !== "this user" && !user) return
    const installation = await createInstallation({ CANARY }, user?.runner)
    caudal = installation
    await installation.start()
    await installation.caudalJson(["online-endpoint", "create", "-n", "hostile"])
    const folder = path.dirname(installation.home)
    const projects = [
      { name: "victim", script: PEACEFUL },
      { name: "caged", script: HOSTILE, keys: { egress_public_network_access: "disabled" } },
      { name: "online", script: HOSTILE, keys: { egress_public_network_access: "enabled" } },
    ]
    for (const { name, script, keys = {} } of projects) {
      const file = writeScriptProject(folder, {
        endpoint: "hostile",
        name,
        script,
        keys: { ...keys, request_settings: { request_timeout_ms: 60_000 } },
        files: { "hostile_model.py": ATTEMPTS },
      })
      await installation.caudalJson(["online-deployment", "create", "-f", file])
    }
  })

  afterAll(async () => {
    for (const server of servers) server.close()
    await caudal?.remove()
    user?.remove()
  })

  async function instanceOf(installation: Installation, name: string): Promise<string> {
    const shown = await installation.caudalJson<{ instances: Array<{ id: string }> }>([
      "online-deployment",
      "show",
      "-e",
      "hostile",
      "-n",
      name,
    ])
    return shown.instances[0]?.id ?? ""
  }

  async function invoke(installation: Installation, name: string, body: unknown): Promise<unknown> {
    const keys = await installation.caudalJson<{ primaryKey: string }>([
      "online-endpoint",
      "get-credentials",
      "-n",
      "hostile",
    ])
    return await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${keys.primaryKey}`, "azureml-model-deployment": name }
      const url = `${installation.gatewayUrl}/endpoints/hostile/score`
      const call = request(url, { method: "POST", ca: localCa(installation), headers }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8"))))
      })
      call.on("error", reject)
      call.end(JSON.stringify(body))
    })
  }

  /** All that an attacker could know of the installation. */
  async function knownOf(installation: Installation, own: string, port: number, abstract: string) {
    const home = homeAt(installation.home)
    const [victim, self] = [await instanceOf(installation, "victim"), await instanceOf(installation, own)]
    return {
      canary: CANARY,
      secretName: "master.key",
      ownMount: "/var/azureml-app/code",
      secret: home.masterKeyFile,
      home: home.root,
      // Its own environment is mounted where it was built.
      visible: ["envs"],
      otherFolder: path.join(home.instances, victim),
      otherSocket: path.join(installation.sockets, `${victim}.s`),
      ownSocket: path.join(installation.sockets, `${self}.s`),
      ownControlSocket: path.join(installation.sockets, `${self}.c`),
      hostPid: findProcesses(installation, "processes/controller.ts")[0] ?? 0,
      port,
      abstract,
    }
  }

  test("a hostile model gets nothing of the host, of Caudal and of another instance", async ({ skip }) => {
    if (!caudal) return skip("only root can run things as somebody else")
    const abstract = `caudal-test-${process.pid}-${who.length}`
    const tcp = await listen({ host: "127.0.0.1", port: 0 })
    servers.push(tcp, await listen({ path: `\0${abstract}` }))
    const address = tcp.address()
    const port = address !== null && typeof address === "object" ? address.port : 0

    const known = await knownOf(caudal, "caged", port, abstract)
    const socketBefore = lstatSync(known.otherSocket).ino
    const keyBefore = readFileSync(known.secret)
    // What it looks for is there to be found.
    expect(readFileSync(`/proc/${known.hostPid}/environ`, "utf8")).toContain(CANARY)

    const { got, environment } = answerSchema.parse(await invoke(caudal, "caged", known))
    expect(Object.entries(got).filter(([, value]) => value !== null)).toEqual([])
    expect(Object.keys(got).length).toBeGreaterThan(35)
    expect(JSON.stringify(environment)).not.toContain(CANARY)
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(["DATABASE_URL"]))
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(["CAUDAL_HOME"]))

    // The attempts are real: where the network is open, the very same ones reach it, and nothing else.
    const online = answerSchema.parse(await invoke(caudal, "online", await knownOf(caudal, "online", port, abstract)))
    expect(online.got["host loopback"]).toContain("connected")
    const beyond = Object.entries(online.got).filter(([name, value]) => value !== null && !/^(host|outside)/.test(name))
    expect(beyond).toEqual([])

    expect(readFileSync(known.secret)).toEqual(keyBefore)
    expect(lstatSync(known.otherSocket).isSocket()).toBe(true)
    expect(lstatSync(known.otherSocket).ino).toBe(socketBefore)
    expect(await invoke(caudal, "victim", {})).toBe("well")
  })
})
