import { homedir } from "node:os"
import path from "node:path"

import { z } from "zod"

const port = z.coerce.number().int().min(0).max(65_535)
const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === "" ? undefined : value))

const CHECKOUT = path.resolve(import.meta.dirname, "../..")

function expandHome(value: string): string {
  return path.resolve(value.startsWith("~/") ? path.join(homedir(), value.slice(2)) : value)
}

/** Every setting that Caudal reads from the environment. An empty value counts as not set. */
export const envSchema = z.object({
  // Where everything lives
  CAUDAL_HOME: z
    .string()
    .default("")
    .transform((value) => (value === "" ? path.join(CHECKOUT, ".caudal") : expandHome(value))),

  // Addresses
  CAUDAL_HOST: z.string().min(1).default("127.0.0.1"),
  PORT: port.default(3000),
  CAUDAL_STUDIO_TLS_PORT: port.default(3443),
  CAUDAL_GATEWAY_PORT: port.default(8443),
  // Set by the launcher: the descriptor of the listening socket that it hands to gateways.
  CAUDAL_GATEWAY_FD: z.coerce.number().int().min(3).optional(),
  CAUDAL_ORIGIN: optionalText,
  CAUDAL_DOMAIN: optionalText,
  CAUDAL_REGION: z.string().min(1).default("local"),
  CAUDAL_TLS: z.enum(["on", "off"]).default("on"),

  // State
  DATABASE_URL: optionalText,
  DATABASE_DIRECT_URL: optionalText,
  CAUDAL_MASTER_KEY: optionalText,

  // First run
  CAUDAL_ADMIN_EMAIL: optionalText,
  CAUDAL_ADMIN_PASSWORD: optionalText,

  // Builds and instances
  CAUDAL_PYTHON_FALLBACK: z.enum(["0", "1"]).default("0"),

  // Client
  CAUDAL_URL: optionalText,
  CAUDAL_TOKEN: optionalText,
  XDG_CONFIG_HOME: optionalText,
  NO_COLOR: optionalText,

  CAUDAL_LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
})

export type Env = z.infer<typeof envSchema>

let cached: Env | undefined

/**
 * The settings of this process, parsed once.
 *
 * @throws Error that names each wrong variable and its rule.
 */
export function readEnv(): Env {
  if (cached) return cached
  const set = Object.entries(process.env).filter(([, value]) => value !== "")
  const parsed = envSchema.safeParse(Object.fromEntries(set))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`)
    throw new Error(`The environment has settings that Caudal cannot use:\n${lines.join("\n")}`)
  }
  cached = parsed.data
  return cached
}

/**
 * Where the studio listens without TLS. Passwords and cookies pass there in clear, so while there is TLS no other machine
 * reaches it; without TLS a load balancer or a container does.
 */
export function plainStudioHost({ CAUDAL_HOST, CAUDAL_TLS }: Pick<Env, "CAUDAL_HOST" | "CAUDAL_TLS">): string {
  return CAUDAL_TLS === "on" ? "127.0.0.1" : CAUDAL_HOST
}

/** Tells next-auth where the studio is: it takes its own address from the environment alone. */
export function setNextAuthUrl(origin: string): void {
  process.env["NEXTAUTH_URL"] = origin
}

/** The environment of a process that outlives Caudal: it holds none of the secrets of ours. */
export const BARE_ENV: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LANG: "C.UTF-8",
}

/** The whole environment, for handing to a child process or to a tool such as uv. Nothing else reads it. */
export function inheritEnv(): NodeJS.ProcessEnv {
  return { ...process.env }
}
