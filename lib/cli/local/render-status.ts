import type { Status } from "./collect-status.ts"

function processState(value: unknown): string {
  if (typeof value === "string") return value
  if (value !== null && typeof value === "object" && "status" in value) return String(value.status)
  return value === true ? "up" : value === false ? "down" : JSON.stringify(value)
}

/** What `caudal status` prints for a person. */
export function renderStatus(status: Status): string {
  if (status.status === "down") {
    const start =
      status.home === null
        ? "check the address (CAUDAL_URL, `caudal login --url`)"
        : "start it with `npm start` in the checkout"
    const pid =
      status.launcher_pid === null
        ? ""
        : ` The launcher (process ${status.launcher_pid}) runs; it may still be starting.`
    return `Caudal is down: ${status.problem ?? `nothing answers at ${status.url}`}${pid}\n${status.launcher_pid === null ? `To go on, ${start}.\n` : ""}`
  }
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
