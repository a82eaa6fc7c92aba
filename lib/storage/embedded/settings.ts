/** How safe the data must be. `scratch` is for tests: fast; it lives through the death of processes, not of the machine. */
export type Durability = "durable" | "scratch"

const COMMON = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "200",
  shared_buffers: "128MB",
  log_line_prefix: "%m [%p] ",
  log_min_messages: "warning",
  // A wait for a lock that lasts is worth a line in the log.
  log_lock_waits: "on",
  log_timezone: "UTC",
  timezone: "UTC",
}

const SCRATCH = { fsync: "off", full_page_writes: "off" }

/**
 * The server's arguments. Settings stand here and not in postgresql.conf, so that a new version of Caudal changes them
 * for clusters that exist.
 */
export function serverArguments(data: string, sockets: string, durability: Durability): string[] {
  const settings = { ...COMMON, unix_socket_directories: sockets, ...(durability === "scratch" ? SCRATCH : {}) }
  return ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])]
}
