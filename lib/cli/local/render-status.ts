import type { Status } from "./collect-status.ts"

function processState(value: unknown): string {
  if (typeof value === "string") return value
  if (value !== null && typeof value === "object" && "status" in value) return String(value.status)
  return value === true ? "up" : value === false ? "down" : JSON.stringify(value)
}

/** What `caudal status` prints for a person. */
export function renderStatus(status: Status): string {
  if (status.status === "down") return `Caudal is down: ${status.problem ?? `nothing answers at ${status.url}`}\n`
  const rows: readonly (readonly [string, string | null])[] = [
    ["studio and API", status.url],
    ["workspace", status.workspace],
    ["endpoints", status.endpoints === null ? null : String(status.endpoints)],
    ["home", status.home],
    ["launcher", status.launcher_pid === null ? null : `process ${status.launcher_pid}`],
    ["CA certificate", status.certificate_authority],
    ["CLI version", status.cli_version],
    ...Object.entries(status.processes).map(([name, value]) => [name, processState(value)] as const),
  ]
  const shown = rows.filter(([, value]) => value !== null).map(([name, value]) => `  ${name.padEnd(16)}${value}`)
  const failures = status.failures.map(({ at, what, message }) => `  ${at}  ${what}: ${message.split("\n")[0] ?? ""}`)
  return [
    status.status === "ok" ? "Caudal is up." : "Caudal is degraded: something is down.",
    ...shown,
    ...(failures.length === 0 ? [] : ["last failures", ...failures]),
    ...(status.problem === null ? [] : [`note: ${status.problem}`]),
    "",
  ].join("\n")
}
