import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir, userInfo } from "node:os"
import path from "node:path"
import { text } from "node:stream/consumers"
import { promisify } from "node:util"

import { afterAll, beforeAll, expect, test } from "vitest"
import { z } from "zod"

import { findBwrap } from "#lib/compute/index.ts"
import { inheritEnv } from "#lib/kernel/env.ts"
import { homeAt } from "#lib/kernel/home.ts"

import { buildEnvironment } from "./build-environment.ts"
import type { BuildSpawn } from "./build-spawn.ts"
import { spawnBuildPlain, spawnBuildSandboxed } from "./spawn-build.ts"
import { serveSource } from "./testing/serve-source.ts"

const run = promisify(execFile)
const CHILD = path.join(import.meta.dirname, "fixtures/build-in-child.ts")
const HOSTILE = path.join(import.meta.dirname, "fixtures/hostile")
/** Nobody's number on any machine that this runs on; it needs no entry in /etc/passwd. */
const ORDINARY_UID = 54_322
const scratch = mkdtempSync(path.join(tmpdir(), "caudal-env-test-"))
const home = homeAt(path.join(scratch, "home"))
const runtimeRequirementsPath = path.join(scratch, "runtime.txt")
const { tool } = await findBwrap(home.tools)
const sandbox: BuildSpawn = tool ? spawnBuildSandboxed(tool) : spawnBuildPlain
const NOTHING = { image: null, hasDockerfile: false, dependencyFile: null }

beforeAll(() => {
  mkdirSync(home.envs, { recursive: true })
  writeFileSync(runtimeRequirementsPath, "idna>=3\n")
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function condaFile(...pip: readonly string[]) {
  const text = ["dependencies:", "  - python>=3.9", "  - pip:", ...pip.map((line) => `      - ${line}`)].join("\n")
  return { name: "conda.yml", text }
}

async function build(
  pip: readonly string[],
  more: { signal?: AbortSignal; onLog?: (line: string) => void; home?: typeof home } = {},
) {
  return buildEnvironment({
    source: { ...NOTHING, dependencyFile: condaFile(...pip) },
    home,
    runtimeRequirementsPath,
    isPythonFallbackAllowed: false,
    spawn: sandbox,
    ...more,
  })
}

async function imports(venv: string, module: string): Promise<string> {
  const { stdout } = await run(path.join(venv, "bin/python"), ["-c", `import ${module}; print(${module}.__version__)`])
  return stdout.trim()
}

test("packages of the environment and of the runtime are installed, once for the same content", async () => {
  const lines: string[] = []
  const first = await build(["six==1.16.0"], { onLog: (line) => lines.push(line) })
  expect(await imports(first.path, "six")).toBe("1.16.0")
  await imports(first.path, "idna")
  expect(lines.join("\n")).toContain("six==1.16.0")
  // Instances see the environment read-only: what is not compiled now is compiled at each start.
  expect(readdirSync(first.path, { recursive: true }).join("\n")).toMatch(/__pycache__\/six\.cpython-\d+\.pyc/)
  expect(readFileSync(first.logFile, "utf8")).toMatch(/^\d{4}-.*T.*Z .*six==1\.16\.0$/m)
  expect(readdirSync(path.dirname(first.path)).toSorted()).toEqual(["complete.json", "venv"])
  const second = await build(["six==1.16.0   # the same"])
  expect(second).toMatchObject({ hash: first.hash, isCached: true, phasesMs: { install: 0 } })
})

test("two builds of one environment at the same time are one build", async () => {
  const lines: string[][] = [[], []]
  const both = await Promise.all(
    lines.map(async (list) => build(["toolz==1.0.0"], { onLog: (line) => list.push(line) })),
  )
  expect(both[0]?.path).toBe(both[1]?.path)
  expect(readFileSync(both[0]?.logFile ?? "", "utf8").match(/Building environment/g)).toHaveLength(1)
  expect(lines.map((list) => list.join("\n").includes("toolz==1.0.0"))).toEqual([true, true])
})

test.each([
  [
    "a package that does not exist",
    "caudal-no-such-package==1",
    /`caudal-no-such-package==1` \(conda\.yml line 5\) is not in the package index/,
  ],
  ["a version that does not exist", "six==99.9", /`six==99.9` \(conda\.yml line 5\) has no such version/],
  [
    "a conflict with the runtime",
    "idna==2.10",
    /`idna==2\.10` \(conda\.yml line 5\) and `idna>=3` \(Caudal's runtime needs it\)/,
  ],
  ["a wrong hash", `six==1.16.0 --hash=sha256:${"0".repeat(64)}`, /six==1\.16\.0.*conda\.yml line 5.*hash/],
])("%s fails the build, naming package and line, and only the log stays", async (_what, line, message) => {
  const hash = new Set(readdirSync(home.envs))
  const error: unknown = await build(["toolz", line]).catch((failure: unknown) => failure)
  expect(error).toMatchObject({
    code: "environments.build_failed",
    message: expect.stringMatching(message),
    target: "conda.yml:5",
    details: [{ code: "environments.log_tail", message: expect.stringContaining("error:") }],
  })
  expect(new Set(readdirSync(home.envs))).toEqual(hash)
})

test("source archives at a URL, hashes and markers work", async () => {
  const folder = path.join(scratch, "mine")
  mkdirSync(folder)
  writeFileSync(path.join(folder, "mine.py"), '__version__ = "7"\n')
  writeFileSync(
    path.join(folder, "setup.py"),
    'from setuptools import setup\nsetup(name="mine", version="7", py_modules=["mine"])\n',
  )
  await using source = await serveSource(folder, "mine-7.tar.gz")
  const built = await build([
    `mine@${source.url}`,
    "six==1.16.0 --hash=sha256:8abb2f1d86890a2dfb989f9a77cfcfd3e47c2a354b01111771326f8aa26e0254",
    'caudal-no-such-package ; sys_platform == "win32"',
  ])
  expect(await imports(built.path, "mine")).toBe("7")
  expect(await imports(built.path, "six")).toBe("1.16.0")
})

test("a disk so full that no lock can be written is what the build is refused for", async () => {
  // The kernel's own file system has no free block and takes no file.
  const full = { ...home, envs: "/proc" }
  await expect(build(["six==1.16.0"], { home: full })).rejects.toMatchObject({ code: "environments.disk_full" })
})

test("a machine without pip gets uv from the index with Python's standard library", async () => {
  const folder = path.join(scratch, "uv-by-hand")
  await run("python3", [path.join(import.meta.dirname, "fetch-uv.py"), "0.13.9", folder])
  const { stdout } = await run(path.join(folder, "bin/uv"), ["--version"])
  expect(stdout).toContain("uv 0.13.9")
})

function processesNaming(word: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word)
    } catch {
      return false
    }
  })
}

test("a canceled build ends its processes and leaves nothing but its log", async () => {
  const folder = path.join(scratch, "slow")
  mkdirSync(folder)
  writeFileSync(
    path.join(folder, "setup.py"),
    'import sys, time\nprint("waiting", file=sys.stderr)\ntime.sleep(3600)\n',
  )
  const stop = new AbortController()
  const onLog = (line: string) => {
    if (line.includes("Using Python")) stop.abort()
  }
  await using source = await serveSource(folder, "slow-1.tar.gz")
  await expect(build([source.url], { signal: stop.signal, onLog })).rejects.toMatchObject({
    code: "environments.build_canceled",
  })
  expect(processesNaming(home.envs)).toEqual([])
  expect(readdirSync(home.envs).filter((name) => name.endsWith(".lock"))).toEqual([])
})

const outcome = z.object({ hash: z.string(), path: z.string(), isCached: z.boolean() })

async function buildInChild(home_: string, folder: string, uid: number, words: readonly string[] = []) {
  const isOther = uid !== userInfo().uid
  const drop = isOther ? ["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"] : []
  const [program = "", ...rest] = [...drop, process.execPath, CHILD, home_, folder, ...words]
  const env = {
    ...inheritEnv(),
    CAUDAL_HOME: home_,
    CANARY: "canary-91c2",
    ...(isOther ? { HOME: home_, PATH: "/usr/local/bin:/usr/bin:/bin" } : {}),
  }
  const child = spawn(program, rest, { env, stdio: ["ignore", "pipe", "inherit"] })
  const [said, ended] = await Promise.all([text(child.stdout), once(child, "exit")])
  return { said, signal: z.tuple([z.unknown(), z.unknown()]).parse(ended)[1] }
}

function environmentFolder(name: string, pip: readonly string[]): string {
  const folder = path.join(scratch, name)
  mkdirSync(folder)
  writeFileSync(path.join(folder, "conda.yml"), condaFile(...pip).text)
  writeFileSync(path.join(folder, "runtime.txt"), "idna>=3\n")
  return folder
}

test("a build whose controller was killed half-way is removed and done again", async () => {
  const folder = environmentFolder("killed", ["more-itertools==10.5.0"])
  const killed = await buildInChild(home.root, folder, userInfo().uid, ["Using Python"])
  expect(killed.signal).toBe("SIGKILL")
  const half = readdirSync(home.envs).filter((name) => name.endsWith(".lock"))
  expect(half).toHaveLength(1)
  const again = outcome.parse(JSON.parse((await buildInChild(home.root, folder, userInfo().uid)).said))
  expect(again.isCached).toBe(false)
  expect(half).toEqual([`${again.hash}.lock`])
  expect(await imports(again.path, "more_itertools")).toBe("10.5.0")
  expect(existsSync(path.join(home.envs, `${again.hash}.lock`))).toBe(false)
})

/** An ordinary user cannot run a checkout under somebody's private home. */
function canOthersRead(): boolean {
  for (let folder = import.meta.dirname; folder !== "/"; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & constants.S_IXOTH) === 0) return false
  }
  accessSync(process.execPath, constants.X_OK)
  return (statSync(process.execPath).mode & constants.S_IXOTH) !== 0
}

const isRoot = userInfo().uid === 0

const reportSchema = z.object({ got: z.record(z.string(), z.unknown()), written: z.array(z.string()).min(11) })

/** Whether an attempt to write reached the machine and not only the sandbox's memory. */
function isOwned(file: string): boolean {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
  return isLink || (existsSync(file) && readFileSync(file, "utf8").includes("owned"))
}

test.skipIf(tool === null).each([
  { who: "this user", uid: userInfo().uid, skip: false },
  { who: "an ordinary user", uid: ORDINARY_UID, skip: !isRoot || !canOthersRead() },
])("a hostile setup.py gets nothing, built by $who", async ({ uid, skip, who }) => {
  if (skip) return expect(who).toBe("an ordinary user")
  const base = mkdtempSync(path.join(tmpdir(), "caudal-env-hostile-"))
  const [victim, folder] = [path.join(base, "home"), path.join(base, "files")]
  const socket = path.join(base, "controller.sock")
  const listening = createServer().listen(socket)
  await using source = await serveSource(path.join(folder, "pkg"), "hostile-1.0.tar.gz")
  try {
    cpSync(HOSTILE, folder, { recursive: true })
    mkdirSync(path.join(victim, "envs/other/venv"), { recursive: true })
    mkdirSync(path.join(victim, "tools/uv-cache"), { recursive: true })
    writeFileSync(path.join(victim, "master.key"), "the master key")
    writeFileSync(path.join(victim, "envs/other/venv/secret.py"), "secret = 1")
    writeFileSync(path.join(folder, "conda.yml"), condaFile(`hostile @ ${source.url}`).text)
    writeFileSync(path.join(folder, "runtime.txt"), "idna>=3\n")
    writeFileSync(path.join(folder, "pkg/target.json"), JSON.stringify({ home: victim, canary: "canary-91c2", socket }))
    await run("chown", ["-R", `${uid}:${uid}`, base])
    const { said } = await buildInChild(victim, folder, uid)
    const built = outcome.parse(JSON.parse(said))
    const report = reportSchema.parse(JSON.parse(readFileSync(path.join(built.path, "report.json"), "utf8")))
    const { _refusals, ...got } = report.got
    expect(Object.entries(got).filter(([, value]) => value !== null)).toEqual([])
    expect(Object.keys(got)).toHaveLength(22)
    expect(report.written.filter(isOwned)).toEqual([])
    expect(readFileSync(path.join(victim, "master.key"), "utf8")).toBe("the master key")
    expect(readFileSync(path.join(victim, "envs/other/venv/secret.py"), "utf8")).toBe("secret = 1")
    expect(readdirSync(path.join(victim, "tools/uv-cache")).includes("poison")).toBe(false)
  } finally {
    listening.close()
    rmSync(base, { recursive: true, force: true })
  }
})
