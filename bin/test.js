// `npm test`: every check and test, or the stages that are named, and one closing line with the real counts.
// Plain JavaScript for Node 20; what it runs is Node 24's.
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"

import { findNode24 } from "./node24.js"
import { ensurePackages } from "./prepare.js"

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

ensurePackages()
const node = findNode24()
const env = { ...process.env, PATH: `${path.dirname(node)}:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" }
const reports = mkdtempSync(path.join(tmpdir(), "caudal-reports-"))

const program = (name, ...args) => [path.join(ROOT, "node_modules/.bin", name), ...args]
const reportOf = (stage) => path.join(reports, `${stage}.report`)

function vitest(project) {
  const file = reportOf(project)
  return {
    name: project,
    argv: program(
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ),
    count: () => countVitest(file),
  }
}

/** A stage without tests of its own counts as one. */
const check = (name, ...argv) => ({ name, argv: program(...argv), count: null })

const STAGES = {
  check: [
    check("format", "oxfmt", "--check", "."),
    check("lint", "oxlint", "--type-aware"),
    check("types", "tsc", "--noEmit"),
    check("dead code", "knip"),
  ],
  unit: [vitest("unit")],
  python: [
    {
      name: "python",
      argv: ["python3", path.join(ROOT, "lib/runtimes/python/tests/run"), `--junitxml=${reportOf("python")}`],
      count: () => countPytest(reportOf("python")),
    },
  ],
  integration: [vitest("integration")],
  e2e: [vitest("e2e")],
  browser: [
    {
      name: "browser",
      argv: program("playwright", "test", "--config=e2e/browser", "--reporter=list,json"),
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf("browser") },
      prepare: ensureBrowser,
      count: () => countPlaywright(reportOf("browser")),
    },
  ],
}

/** Debian's Chromium is used where it is; elsewhere Playwright brings its own, into this user's cache. */
function ensureBrowser() {
  if (existsSync("/usr/bin/chromium")) return
  const [command, ...args] = program("playwright", "install", "chromium-headless-shell")
  spawnSync(command, args, { cwd: ROOT, env, stdio: "inherit" })
}

function countVitest(file) {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(file, "utf8"),
  )
  // A file that cannot even be loaded has no failed test, only a failed suite.
  const failed = numFailedTests > 0 || success ? numFailedTests : Math.max(1, numFailedTestSuites)
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}

function countPytest(file) {
  const head = /<testsuite [^>]*>/.exec(readFileSync(file, "utf8"))?.[0] ?? ""
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(head)?.[1] ?? 0)
  const failed = number("failures") + number("errors")
  return { passed: number("tests") - failed - number("skipped"), failed, skipped: number("skipped") }
}

/** A test that passed at its second try passed; Playwright's own report calls it flaky and says how it failed. */
function countPlaywright(file) {
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, "utf8")).stats
  return { passed: expected + flaky, failed: unexpected, skipped }
}

function run({ name, argv, count, env: own = {}, prepare = () => undefined }) {
  process.stdout.write(`\n=== ${name}\n`)
  const started = Date.now()
  const [command, ...args] = argv
  prepare()
  const { status } = spawnSync(command, args, { cwd: ROOT, env: { ...env, ...own }, stdio: "inherit" })
  process.stdout.write(
    `=== ${name}: ${status === 0 ? "passed" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  )
  if (count === null || !existsSync(reportOf(name)))
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  const counts = count()
  return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in STAGES))
if (unknown.length > 0) {
  process.stderr.write(`There is no stage ${unknown.join(", ")}. Stages: ${Object.keys(STAGES).join(", ")}.\n`)
  process.exit(2)
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const name of wanted.length > 0 ? wanted : Object.keys(STAGES)) {
  for (const stage of STAGES[name]) {
    const counts = run(stage)
    for (const key of Object.keys(total)) total[key] += counts[key]
  }
}
rmSync(reports, { recursive: true, force: true })
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exit(total.failed > 0 ? 1 : 0)
