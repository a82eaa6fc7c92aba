import { globSync, readFileSync } from "node:fs"
import path from "node:path"

import { build } from "esbuild"
import type { Metafile } from "esbuild"
import { expect, test } from "vitest"

/** What no linter sees: where imports lead to in the end, and which domains lean on which. */

const ROOT = path.resolve(import.meta.dirname, "..")

/** Domain to domain, as the code runs (types do not count). A new edge is a decision: it is added here or not at all. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  urls: [],
  tls: [],
  attention: [],
  auth: [],
  compute: ["runtimes"],
  runtimes: [],
  gateway: [],
  scoring: [],
  storage: [],
  events: [],
  telemetry: [],
  identity: ["auth", "events", "storage"],
  operations: ["events", "identity", "storage"],
  drafts: ["identity", "operations", "storage"],
  assets: ["endpoints", "events", "identity", "operations", "storage"],
  traffic: ["deployments", "endpoints", "identity", "operations", "storage"],
  endpoints: ["auth", "events", "identity", "operations", "scoring", "storage", "tls", "traffic"],
  environments: ["assets", "compute", "identity", "storage"],
  deployments: [
    "assets",
    "compute",
    "endpoints",
    "environments",
    "identity",
    "operations",
    "runtimes",
    "storage",
    "traffic",
  ],
  deletions: ["deployments", "endpoints", "events", "identity", "operations", "storage", "traffic"],
  samples: ["assets", "deployments", "endpoints", "identity", "storage"],
  controller: [
    "assets",
    "compute",
    "deployments",
    "endpoints",
    "environments",
    "events",
    "operations",
    "runtimes",
    "storage",
    "traffic",
  ],
  http: ["auth", "identity", "operations", "storage", "urls"],
  launcher: ["controller", "compute", "storage", "urls"],
  cli: [
    "assets",
    "auth",
    "deployments",
    "endpoints",
    "environments",
    "identity",
    "launcher",
    "operations",
    "scoring",
    "storage",
    "traffic",
    "urls",
  ],
}

const RESERVED =
  /^(page|layout|template|loading|error|global-error|not-found|default|icon|apple-icon)\.tsx$|^route\.ts$/
const SUPPORT = /\.(test|spec|fixture|tmp)\.ts$|\/(testing|fixtures)\/|compute-contract\.ts$/

/** What an entry point that imports all of `specifiers` leads to. */
async function graphOf(specifiers: readonly string[]): Promise<Metafile["inputs"]> {
  const contents = specifiers.map((specifier) => `import ${JSON.stringify(specifier)}`).join("\n")
  const { metafile } = await build({
    absWorkingDir: ROOT,
    stdin: { contents, resolveDir: ROOT, sourcefile: "entry.ts" },
    bundle: true,
    metafile: true,
    write: false,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "silent",
  })
  return metafile.inputs
}

/** Everything that a graph reaches: files of ours and packages. */
function reached(inputs: Metafile["inputs"]): string[] {
  const packages = Object.values(inputs).flatMap(({ imports }) => imports.filter(({ external }) => external))
  return [...new Set([...Object.keys(inputs), ...packages.map((one) => one.path)])]
}

const FORBIDDEN_TO_GATEWAY =
  /^(next|react|react-dom|next-auth|drizzle-orm|postgres)(\/|$)|^(app|components|drizzle)\/|^lib\/storage\//
const forbidden = (inputs: Metafile["inputs"]) => reached(inputs).filter((one) => FORBIDDEN_TO_GATEWAY.test(one))

function edgesOf(inputs: Metafile["inputs"]): string[] {
  const files = Object.entries(inputs).filter(([file]) => file.startsWith("lib/"))
  const edges = files.flatMap(([file, { imports }]) => {
    const from = file.split("/")[1] ?? ""
    const targets = imports.filter((one) => one.external !== true && one.path.startsWith("lib/"))
    return targets.map((one) => `${from} -> ${one.path.split("/")[1]}`)
  })
  return [...new Set(edges)]
}

function unexpected(edges: readonly string[]): string[] {
  return edges.filter((edge) => {
    const [from = "", to = ""] = edge.split(" -> ")
    if (from === to || to === "kernel" || from === "processes") return false
    return !(EDGES[from]?.includes(to) ?? false)
  })
}

const sources = () => globSync("lib/**/*.ts", { cwd: ROOT }).filter((file) => !SUPPORT.test(file))

test("the gateway never loads Next, React, SQL, pages or the database, however many hops away", async () => {
  const inputs = await graphOf(["#lib/gateway/index.ts"])
  expect(Object.keys(inputs).length).toBeGreaterThan(10)
  expect(forbidden(inputs)).toEqual([])
})

test("a gateway that reached Next or the database would be caught", async () => {
  const inputs = await graphOf(["#lib/gateway/index.ts", "#lib/storage/index.ts", "next/server"])
  expect(forbidden(inputs)).toEqual(
    expect.arrayContaining(["next/server", "drizzle-orm/postgres-js", "lib/storage/index.ts"]),
  )
})

test("domains lean on each other only as written down here", async () => {
  const inputs = await graphOf(sources().map((file) => `./${file}`))
  expect(Object.keys(inputs).length).toBeGreaterThan(100)
  expect(unexpected(edgesOf(inputs))).toEqual([])
  expect(unexpected(["gateway -> storage"])).toEqual(["gateway -> storage"])
})

test("app holds only the file names that Next reserves", () => {
  const files = globSync("app/**/*.{ts,tsx,js,jsx,css,md}", { cwd: ROOT }).map((file) => path.basename(file))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => !RESERVED.test(file) && file !== "globals.css")).toEqual([])
})

test("addresses of pages and of the API are written in lib/urls alone", () => {
  const handWritten = /["'`}](?:https?:\/\/[^"'`]*)?\/(?:api\/(?:v1|health)|w\/\$)/
  const files = [...sources(), ...globSync("{app,components}/**/*.{ts,tsx}", { cwd: ROOT })]
  const offenders = files
    .filter((file) => !file.startsWith("lib/urls/"))
    .filter((file) =>
      readFileSync(path.join(ROOT, file), "utf8")
        .split("\n")
        .some((line) => handWritten.test(line) && !/^\s*(\*|\/\*|\/\/)/.test(line)),
    )
  expect(offenders).toEqual([])
  expect(handWritten.test("fetch(`/api/v1/me`)")).toBe(true)
})
