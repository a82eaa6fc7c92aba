// Plain JavaScript that runs on Node 20: finds a Node 24 and, run as a program, starts a script with it.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

/** Caudal's own code runs from TypeScript files, which needs this version. */
export const NODE_MAJOR_MIN = 24

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..")

/** Whether this process is already new enough. */
export function isNode24() {
  return Number(process.versions.node.split(".")[0]) >= NODE_MAJOR_MIN
}

/**
 * The path of a Node of version 24 or newer: the one that runs this, else the locked one in node_modules.
 *
 * @returns {string}
 * @throws Error that says what to install, where neither exists.
 */
export function findNode24() {
  if (isNode24()) return process.execPath
  const locked = path.join(ROOT, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node")
  if (existsSync(locked)) return locked
  if (!existsSync(path.join(ROOT, "node_modules"))) {
    throw new Error(`Caudal's packages are not installed. Run \`npm start\` in ${ROOT}; it installs what it needs.`)
  }
  throw new Error(
    `Caudal needs Node ${NODE_MAJOR_MIN} or newer; this is Node ${process.versions.node} on ${process.platform}-${process.arch}. ` +
      "Install it from https://nodejs.org and run the command again (on Linux x64 and arm64 `npm ci` brings its own).",
  )
}

/**
 * Runs `args` with Node 24 in this terminal, passes signals on, and ends as the child ends.
 *
 * @param {readonly string[]} args the script and its arguments
 */
export function runWithNode24(args) {
  let node
  try {
    node = findNode24()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  // Nothing calls home, whatever it is that runs.
  const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } })
  // Ctrl-C reaches the child from the terminal itself; this process only has to outlive it.
  process.on("SIGINT", () => {})
  for (const signal of ["SIGTERM", "SIGHUP", "SIGUSR2"]) process.on(signal, () => child.kill(signal))
  child.on("error", (error) => {
    process.stderr.write(`Cannot run ${node}: ${error.message}\n`)
    process.exit(1)
  })
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (process.argv.length < 3) {
    process.stderr.write("Usage: node bin/node24.js SCRIPT [ARGUMENT...]\n")
    process.exit(2)
  }
  runWithNode24(process.argv.slice(2))
}
