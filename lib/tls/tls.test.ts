import { execFile } from "node:child_process"
import { X509Certificate } from "node:crypto"
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createServer, request } from "node:https"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"

import { afterEach, beforeEach, expect, test } from "vitest"

import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { caCertFile, ensureLocalCa, ensureServerCertificate, localNames, readCaCertificate } from "./index.ts"
import { issueCa, issueServer } from "./issue-certificate.ts"

const DAY_MS = 24 * 60 * 60 * 1000
const LAPTOP = { hostname: "laptop", addresses: [] }
const NAMES = localNames({ region: "local", host: "127.0.0.1" }, LAPTOP)
let home: Home

beforeEach(() => {
  home = homeAt(mkdtempSync(path.join(tmpdir(), "caudal-tls-")))
})
afterEach(() => rmSync(home.root, { recursive: true, force: true }))

async function withServer<T>(material: { cert: string; key: string }, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(material, (_req, res) => res.end("hello"))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  try {
    return await use(typeof address === "object" && address !== null ? address.port : 0)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

function get(port: number, ca: string, servername: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, ca, servername, headers: { host: servername } }, (res) => {
      res.setEncoding("utf8").on("data", resolve)
    })
      .on("error", reject)
      .end()
  })
}

test("a caller can be given the authority's certificate, and is told when there is none", async () => {
  await expect(readCaCertificate(home, true)).rejects.toMatchObject({ code: "tls.no_local_ca", status: 404 })
  const { cert } = await ensureLocalCa(home, NAMES)
  expect(await readCaCertificate(home, true)).toBe(cert)
  await expect(readCaCertificate(home, false)).rejects.toMatchObject({ code: "tls.no_local_ca" })
})

test("curl and Node trust a server by its names and addresses with the local CA alone", async () => {
  const material = await ensureServerCertificate(home, NAMES)
  const ca = await ensureLocalCa(home, NAMES)
  await withServer(material, async (port) => {
    for (const host of ["localhost", "127.0.0.1", "laptop", "diabetes.local.inference.localhost"]) {
      const args = [
        "-sS",
        "--cacert",
        ca.certFile,
        "--resolve",
        `${host}:${port}:127.0.0.1`,
        `https://${host}:${port}/`,
      ]
      const { stdout } = await promisify(execFile)("curl", args)
      expect(stdout).toBe("hello")
    }
    expect(await get(port, ca.cert, "localhost")).toBe("hello")
    await expect(get(port, ca.cert, "example.com")).rejects.toThrow(/altname|example.com/i)
  })
})

test("the CA cannot sign for a name it was not made for", async () => {
  const ca = await ensureLocalCa(home, NAMES)
  const server = await ensureServerCertificate(home, NAMES)
  const request = { caKeyPem: ca.key, serverKeyPem: server.key, names: ["example.com"], nowMs: Date.now() }
  const cert = await issueServer(request)
  await withServer({ cert, key: server.key }, async (port) => {
    await expect(get(port, ca.cert, "example.com")).rejects.toThrow(/permitted subtree/i)
  })
})

test("the CA has path length 0, its key is readable by its owner alone, and a second call changes nothing", async () => {
  const ca = await ensureLocalCa(home, NAMES)
  const { stdout } = await promisify(execFile)("openssl", ["x509", "-in", ca.certFile, "-noout", "-text"])
  expect(stdout).toContain("CA:TRUE, pathlen:0")
  expect(stdout).toMatch(/Name Constraints: critical/)
  expect(statSync(path.join(home.tls, "ca.key")).mode & 0o777).toBe(0o600)
  expect(await ensureLocalCa(home, NAMES)).toEqual(ca)
})

test("processes that start together end up with one CA that fits everybody's certificate", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => ensureServerCertificate(home, NAMES)))
  const ca = new X509Certificate((await ensureLocalCa(home, NAMES)).cert)
  for (const { cert } of all) expect(new X509Certificate(cert).verify(ca.publicKey)).toBe(true)
})

test("a server certificate is kept until 30 days before its end, then renewed", async () => {
  const first = await ensureServerCertificate(home, NAMES)
  expect((await ensureServerCertificate(home, NAMES)).cert).toBe(first.cert)
  expect((await ensureServerCertificate(home, NAMES, Date.now() + 59 * DAY_MS)).cert).toBe(first.cert)
  expect((await ensureServerCertificate(home, NAMES, Date.now() + 61 * DAY_MS)).cert).not.toBe(first.cert)
})

test("a new domain gets a CA certificate that covers it, for the same key", async () => {
  const before = await ensureLocalCa(home, NAMES)
  const names = localNames({ region: "eu", domain: "ml.example.org", host: "127.0.0.1" }, LAPTOP)
  const material = await ensureServerCertificate(home, names)
  const after = await ensureLocalCa(home, names)
  expect(after.key).toBe(before.key)
  expect(after.cert).not.toBe(before.cert)
  await withServer(material, async (port) => {
    expect(await get(port, after.cert, "diabetes.eu.inference.ml.example.org")).toBe("hello")
  })
})

test("a damaged server certificate is made anew", async () => {
  const first = await ensureServerCertificate(home, NAMES)
  const { stdout } = await promisify(execFile)("sh", ["-c", `ls ${home.tls}/server-*.pem`])
  chmodSync(stdout.trim(), 0o600)
  await promisify(execFile)("sh", ["-c", `echo broken > ${stdout.trim()}`])
  expect((await ensureServerCertificate(home, NAMES)).cert).not.toBe(first.cert)
  expect(caCertFile(home)).toBe(path.join(home.tls, "ca.pem"))
})

async function showCertificate(pem: string): Promise<string> {
  const file = path.join(home.root, "shown.pem")
  writeFileSync(file, pem)
  return (await promisify(execFile)("openssl", ["x509", "-in", file, "-noout", "-text"])).stdout
}

test("the CA's certificate says that it signs certificates alone, for its names and private addresses", async () => {
  const text = await showCertificate((await ensureLocalCa(home, ["laptop", "*.local.inference.localhost"])).cert)
  expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/)
  expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/)
  const permitted = /Name Constraints: critical\s+Permitted:([\s\S]+?)Signature/.exec(text)?.[1]
  expect(permitted?.trim().split(/\s*\n\s*/)).toEqual([
    "DNS:laptop",
    "DNS:local.inference.localhost",
    "IP:127.0.0.0/255.0.0.0",
    "IP:10.0.0.0/255.0.0.0",
    "IP:172.16.0.0/255.240.0.0",
    "IP:192.168.0.0/255.255.0.0",
    "IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF",
    "IP:FC00:0:0:0:0:0:0:0/FE00:0:0:0:0:0:0:0",
    "IP:FE80:0:0:0:0:0:0:0/FFC0:0:0:0:0:0:0:0",
  ])
})

test("a server's certificate says what it is for, who signed it, and has a positive random number", async () => {
  const ca = new X509Certificate((await ensureLocalCa(home, NAMES)).cert)
  const { cert } = await ensureServerCertificate(home, NAMES)
  const text = await showCertificate(cert)
  expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/)
  expect(text).toMatch(/Extended Key Usage:\s+TLS Web Server Authentication\n/)
  const authority = /Authority Key Identifier:\s+([0-9A-F:]+)/.exec(text)?.[1]
  expect(authority).toBe(/Subject Key Identifier:\s+([0-9A-F:]+)/.exec(await showCertificate(ca.toString()))?.[1])
  const parsed = new X509Certificate(cert)
  expect(parsed.issuer).toBe(ca.subject)
  expect(parsed.serialNumber).toMatch(/^[0-9A-F]{20,32}$/)
  expect(parsed.serialNumber).not.toBe(ca.serialNumber)
})

test("a certificate that ends after 2049 has its end in the form that RFC 5280 asks for, without fractions", async () => {
  const { key } = await ensureLocalCa(home, NAMES)
  const file = path.join(home.root, "late.pem")
  writeFileSync(file, await issueCa(key, NAMES, Date.parse("2045-01-02T03:04:05.678Z")))
  const { stdout } = await promisify(execFile)("openssl", ["asn1parse", "-in", file])
  expect(stdout).toMatch(/UTCTIME\s+:450101030405Z/)
  expect(stdout).toMatch(/GENERALIZEDTIME\s+:20541231030405Z/)
})

test("a CA certificate of another process that does not cover a server's names is made anew, and so is the server's", async () => {
  const domain = localNames({ region: "eu", domain: "ml.example.org", host: "127.0.0.1" }, LAPTOP)
  const first = await ensureServerCertificate(home, domain)
  const { key } = await ensureLocalCa(home, domain)
  writeFileSync(caCertFile(home), await issueCa(key, ["localhost"], Date.now()))
  const second = await ensureServerCertificate(home, domain)
  expect(second.cert).not.toBe(first.cert)
  const { cert } = await ensureLocalCa(home, domain)
  await withServer(second, async (port) => expect(await get(port, cert, "ml.example.org")).toBe("hello"))
})

test("a start that finds its certificates in place does not load the library that writes them", async () => {
  const code = `
    import { createRequire } from "node:module"
    import { homeAt } from "#lib/kernel/home.ts"
    import { ensureServerCertificate } from "#lib/tls/index.ts"
    await ensureServerCertificate(homeAt(process.argv[1]), ["localhost"])
    const loaded = Object.keys(createRequire(import.meta.url).cache)
    console.log(loaded.some((file) => file.includes("x509")) ? "loaded" : "not loaded")`
  const start = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", code, home.root])
  expect((await start()).stdout).toBe("loaded\n")
  expect((await start()).stdout).toBe("not loaded\n")
})

const MACHINE = { hostname: "server", addresses: ["192.168.1.5", "172.17.0.1", "fd00::5", "fe80::1", "203.0.113.9"] }
const namesOn = (host: string) =>
  localNames({ region: "local", host }, MACHINE).filter((name) => !/^localhost$|^127|^::1$|^server$|\*/.test(name))

test.each([
  ["loopback", "127.0.0.1", []],
  ["an address of its own", "192.168.1.5", ["192.168.1.5"]],
  ["an address that others write in another way", "FD00:0::5%eth0", ["fd00::5"]],
  ["a public address", "203.0.113.9", ["203.0.113.9"]],
  ["a name", "Server.Lan", ["server.lan"]],
  ["every address", "0.0.0.0", ["192.168.1.5", "172.17.0.1", "fd00::5"]],
  ["every address of both kinds", "::", ["192.168.1.5", "172.17.0.1", "fd00::5"]],
])("a server that listens on %s is called by it", (_what, host, expected) => {
  expect(namesOn(host)).toEqual(expected)
})

test.each(["192.168.1.5", "203.0.113.9", "2001:db8::5"])(
  "a certificate that was made before %s was the setting is renewed, and clients trust the address",
  async (host) => {
    const before = await ensureServerCertificate(home, NAMES)
    const names = localNames({ region: "local", host }, LAPTOP)
    const material = await ensureServerCertificate(home, names)
    expect(new X509Certificate(before.cert).checkIP(host)).toBeUndefined()
    const ca = await ensureLocalCa(home, names)
    const file = path.join(home.root, "server.pem")
    writeFileSync(file, material.cert)
    const args = ["verify", "-CAfile", ca.certFile, "-verify_ip", host, file]
    expect((await promisify(execFile)("openssl", args)).stdout).toContain("OK")
    expect(await ensureLocalCa(home, names)).toEqual(ca)
    expect((await ensureServerCertificate(home, names)).cert).toBe(material.cert)
  },
)
