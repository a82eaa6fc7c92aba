import { execFile } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:https"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"

import { expect, onTestFinished, test } from "vitest"
import { z } from "zod"

import { inheritEnv } from "./env.ts"

const run = promisify(execFile)
const SEND = `
  const { sendRequest } = await import(${JSON.stringify(new URL("send-request.ts", import.meta.url).href)})
  const { readFileSync } = await import("node:fs")
  const [url, extra] = process.argv.slice(1)
  const request = { method: "GET", url: new URL(url), headers: {}, idleMsMax: 5000, extraCa: [readFileSync(extra, "utf8")] }
  const answer = await sendRequest(request).catch(({ code }) => ({ statusCode: code }))
  process.stdout.write(String(answer.statusCode))
  process.exit(0)`

/** A certificate that signs itself for localhost, and its key. */
async function makeCertificate(folder: string, name: string) {
  const [cert, key] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)]
  const what = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-nodes"]
  const kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
  await run("openssl", [...kind, ...what, "-keyout", key, "-out", cert])
  return { cert, key }
}

test("an authority that is given besides the usual ones takes none of those away that the machine's owner added", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-send-"))
  const [company, local] = [await makeCertificate(folder, "company"), await makeCertificate(folder, "local")]
  const material = { cert: readFileSync(company.cert), key: readFileSync(company.key) }
  const server = createServer(material, (_req, res) => res.end()).listen(0, "127.0.0.1")
  onTestFinished(() => {
    server.close()
    rmSync(folder, { recursive: true })
  })
  await once(server, "listening")
  const { port } = z.object({ port: z.int() }).parse(server.address())
  const send = async (env: Record<string, string>) => {
    const args = ["--input-type=module", "--eval", SEND, `https://localhost:${port}/`, local.cert]
    return (await run(process.execPath, args, { env: { ...inheritEnv(), ...env } })).stdout
  }
  expect(await send({ NODE_EXTRA_CA_CERTS: company.cert })).toBe("200")
  expect(await send({})).toBe("DEPTH_ZERO_SELF_SIGNED_CERT")
})
