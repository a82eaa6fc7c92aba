import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Agent, request } from "node:https"
import { tmpdir } from "node:os"
import path from "node:path"
import { promisify } from "node:util"

import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"

import { createInstallation, localCa, ROOT, waitForReady } from "../installation.ts"
import type { Installation } from "../installation.ts"

/** The main job, by CLI and REST, on the example that ships with Caudal: from nothing to traffic on the new version. */

const run = promisify(execFile)
const DIABETES = path.join(ROOT, "examples/diabetes")

let caudal: Installation

beforeAll(async () => {
  caudal = await createInstallation()
  await caudal.start()
})

afterAll(async () => {
  await caudal.remove()
})

interface Answer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

async function score(
  { key, headers = {}, agent }: { key: string; headers?: Record<string, string>; agent?: Agent },
  body = readFileSync(path.join(DIABETES, "request.json"), "utf8"),
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const call = request(
      `${caudal.gatewayUrl}/endpoints/diabetes/score`,
      {
        method: "POST",
        ca: localCa(caudal),
        agent: agent ?? false,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        )
        response.on("error", reject)
      },
    )
    call.on("error", reject)
    call.end(body)
  })
}

async function primaryKey(): Promise<string> {
  const keys = await caudal.caudalJson<{ primaryKey: string }>(["online-endpoint", "get-credentials", "-n", "diabetes"])
  return keys.primaryKey
}

/** What the committed model says when Python calls it directly, in the environment that the deployment runs in. */
async function directPredictions(version: "blue" | "green"): Promise<unknown> {
  const { readdirSync } = await import("node:fs")
  const envs = readdirSync(path.join(caudal.home, "envs")).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const python = path.join(caudal.home, "envs", envs[0] ?? "", "venv/bin/python")
  const program = [
    "import json, sys, glob, joblib",
    "model = joblib.load(glob.glob(sys.argv[1] + '/**/*.joblib', recursive=True)[0])",
    "rows = json.load(open(sys.argv[2]))['data']",
    "print(json.dumps(model.predict(rows).tolist()))",
  ].join("\n")
  const folder = path.join(DIABETES, `model-${version}`)
  const { stdout } = await run(python, ["-c", program, folder, path.join(DIABETES, "request.json")])
  return JSON.parse(stdout)
}

function expectClose(actual: unknown, expected: unknown): void {
  const numbers = (value: unknown): number[] =>
    Array.isArray(value) ? value.map(Number) : Object.values(value ?? {}).flatMap(numbers)
  const [got, wanted] = [numbers(actual), numbers(expected)]
  expect(got).toHaveLength(wanted.length)
  got.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] ?? Number.NaN, 6))
}

test("an endpoint, a deployment with all traffic, and invoke prints the model's own predictions", async () => {
  const endpoint = await caudal.caudalJson<{ scoring_uri: string; provisioning_state: string }>(
    ["online-endpoint", "create", "-f", "endpoint.yml"],
    { cwd: DIABETES },
  )
  expect(endpoint).toMatchObject({
    provisioning_state: "Succeeded",
    scoring_uri: `${caudal.gatewayUrl}/endpoints/diabetes/score`,
  })
  const blue = await caudal.caudalJson<{ provisioning_state: string; health: string }>(
    ["online-deployment", "create", "-f", "blue.yml", "--all-traffic"],
    { cwd: DIABETES },
  )
  expect(blue).toMatchObject({ provisioning_state: "Succeeded", health: "Healthy" })

  const invoked = await caudal.caudalJson<string>(
    ["online-endpoint", "invoke", "-n", "diabetes", "--request-file", "request.json"],
    { cwd: DIABETES },
  )
  expectClose(JSON.parse(invoked), await directPredictions("blue"))
})

test("curl with the key and the local authority gets the same, a wrong key gets 401", async () => {
  const key = await primaryKey()
  const args = (bearer: string) =>
    [
      ["-sS", "--cacert", path.join(caudal.home, "tls/ca.pem"), "-H", `Authorization: Bearer ${bearer}`],
      [
        "-H",
        "Content-Type: application/json",
        "--data",
        `@${path.join(DIABETES, "request.json")}`,
        "-w",
        "\n%{http_code}",
      ],
      [`${caudal.gatewayUrl}/endpoints/diabetes/score`],
    ].flat()
  const good = (await run("curl", args(key))).stdout.split("\n")
  expect(good[1]).toBe("200")
  expectClose(JSON.parse(good[0] ?? ""), await directPredictions("blue"))
  const wrong = (await run("curl", args(`${key}x`))).stdout.split("\n")
  expect(wrong.at(-1)).toBe("401")
})

test("a deployment that exists is not created again", async () => {
  const again = await caudal.caudal(["online-deployment", "create", "-f", "blue.yml"], { cwd: DIABETES })
  expect(again.code).toBe(1)
  expect(again.stderr).toContain("already")
})

test("green takes requests by name before it has traffic, and exactly its share after", async () => {
  const green = await caudal.caudalJson<{ provisioning_state: string }>(
    ["online-deployment", "create", "-f", "green.yml"],
    {
      cwd: DIABETES,
    },
  )
  expect(green.provisioning_state).toBe("Succeeded")
  const key = await primaryKey()
  const pinned = await score({ key, headers: { "azureml-model-deployment": "green" } })
  expect(pinned).toMatchObject({ status: 200, headers: { "azureml-model-deployment": "green" } })
  expectClose(JSON.parse(pinned.body), await directPredictions("green"))

  await caudal.caudalJson(["online-endpoint", "update", "-n", "diabetes", "--traffic", "blue=90 green=10"])
  const counts = { blue: 0, green: 0 }
  const agent = new Agent({ keepAlive: true, maxSockets: 2 })
  for (let i = 0; i < 10_000; i += 2) {
    for (const answer of await Promise.all([score({ key, agent }), score({ key, agent })])) {
      expect(answer.status).toBe(200)
      const name = answer.headers["azureml-model-deployment"]
      if (name === "blue" || name === "green") counts[name]++
    }
  }
  // A request that names its deployment never goes by the split.
  const pin = { "azureml-model-deployment": "green" }
  for (let i = 0; i < 10_000; i += 2) {
    for (const answer of await Promise.all([
      score({ key, agent, headers: pin }),
      score({ key, agent, headers: pin }),
    ])) {
      expect([answer.status, answer.headers["azureml-model-deployment"]]).toEqual([200, "green"])
    }
  }
  agent.destroy()
  // 4.5 standard deviations of a binomial with n = 10,000 and p = 0.1.
  expect(Math.abs(counts.green - 1000)).toBeLessThan(4.5 * Math.sqrt(10_000 * 0.1 * 0.9))
  expect(counts.blue + counts.green).toBe(10_000)
})

test.each([
  ["blue=90 green=9", /They sum to 99/],
  ["blue=90 gren=10", /no deployment "gren".*blue, green/],
])("the split %s is refused with the rule that it breaks", async (traffic, message) => {
  const refused = await caudal.caudal(["online-endpoint", "update", "-n", "diabetes", "--traffic", traffic])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(message)
})

test("a failed update leaves the old version serving", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "caudal-broken-"))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    path.join(folder, "score.py"),
    "def init():\n    raise RuntimeError('no such model')\n\ndef run(data):\n    return 1\n",
  )
  const file = path.join(folder, "blue.yml")
  const yaml = readFileSync(path.join(DIABETES, "blue.yml"), "utf8")
  writeFileSync(
    file,
    yaml
      .replace("code: ./onlinescoring", "code: .")
      .replaceAll("path: ./", `path: ${DIABETES}/`)
      .replace("conda_file: ./", `conda_file: ${DIABETES}/`),
  )
  const failed = await caudal.caudal(["online-deployment", "update", "-f", file])
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain("UserScriptInitFailed")
  expect(failed.stderr).toContain("no such model")
  const shown = await caudal.caudalJson<Record<string, unknown>>([
    "online-deployment",
    "show",
    "-e",
    "diabetes",
    "-n",
    "blue",
  ])
  expect(shown).toMatchObject({ provisioning_state: "Failed", health: "Healthy" })
  expect((await score({ key: await primaryKey(), headers: { "azureml-model-deployment": "blue" } })).status).toBe(200)
})

test("a second start beside a running one says so and ends well", async () => {
  const { spawn } = await import("node:child_process")
  const second = spawn(process.execPath, ["bin/start.js"], {
    cwd: ROOT,
    env: caudal.env,
    stdio: ["ignore", "pipe", "pipe"],
  })
  await waitForReady(second, /^Caudal is already running/m)
  const code = await new Promise((resolve) => second.once("close", resolve))
  expect(code).toBe(0)
})

test("deleting ends the address at once and frees the name", async () => {
  const key = await primaryKey()
  expect((await caudal.caudal(["online-endpoint", "delete", "-n", "diabetes", "--yes"])).code).toBe(0)
  expect([401, 404]).toContain((await score({ key })).status)
  expect((await caudal.caudal(["online-endpoint", "show", "-n", "diabetes"])).code).toBe(3)
  await caudal.caudalJson(["online-endpoint", "create", "-f", "endpoint.yml"], { cwd: DIABETES })
  const list = await caudal.caudalJson<Array<{ name: string }>>(["online-endpoint", "list"])
  expect(list.map(({ name }) => name)).toEqual(["diabetes"])
})
