/** The environment variables that uv gets, and the files of the machine that they name. */
export interface ToolSettings {
  readonly env: Readonly<Record<string, string>>
  /** Files and folders that must be readable inside the sandbox. */
  readonly files: readonly string[]
  /** Index URLs in force, for the environment's hash. */
  readonly indexUrls: readonly string[]
}

/** Handed on as they are: how the machine reaches the network, and what it trusts. */
const PASSED = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "SSL_CLIENT_CERT",
  "REQUESTS_CA_BUNDLE",
  "CURL_CA_BUNDLE",
  "GIT_SSL_CAINFO",
  "LANG",
  "LC_ALL",
]

/** uv's own settings that would take the build out of its folder, or change what it is. */
const UV_HELD: ReadonlySet<string> = new Set([
  "UV_CACHE_DIR",
  "UV_LINK_MODE",
  "UV_PYTHON",
  "UV_SYSTEM_PYTHON",
  "UV_PROJECT_ENVIRONMENT",
  "UV_WORKING_DIR",
  "UV_NO_CACHE",
  "UV_TARGET",
  "UV_PROJECT",
  "UV_BREAK_SYSTEM_PACKAGES",
  "UV_COMPILE_BYTECODE",
  "UV_CONSTRAINT",
  "UV_OVERRIDE",
  "UV_NO_PROGRESS",
  "UV_PYTHON_DOWNLOADS",
  "UV_PYTHON_INSTALL_DIR",
  "UV_EXCLUDE",
  "UV_MANAGED_PYTHON",
])

function words(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter((word) => word !== "")
}

/** pip's settings in uv's words. uv's own variables, where set, win over these. */
function fromPip(pip: ReadonlyMap<string, string>): Record<string, string> {
  const links = words(pip.get("find-links"))
  const pairs: [string, string | undefined][] = [
    ["UV_DEFAULT_INDEX", pip.get("index-url")],
    ["UV_INDEX", words(pip.get("extra-index-url")).join(" ")],
    ["UV_FIND_LINKS", links.join(",")],
    ["UV_INSECURE_HOST", words(pip.get("trusted-host")).join(" ")],
    ["UV_HTTP_TIMEOUT", pip.get("default-timeout") ?? pip.get("timeout")],
    ["SSL_CERT_FILE", pip.get("cert")],
    ["SSL_CLIENT_CERT", pip.get("client-cert")],
    ["ALL_PROXY", pip.get("proxy")],
    ["UV_NO_INDEX", /^(1|true|yes|on)$/i.test(pip.get("no-index") ?? "") ? "1" : undefined],
  ]
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/**
 * What of the machine's settings a build's uv gets. Pure.
 *
 * @param env the controller's environment: of it only network settings and uv's own variables pass.
 * @param pip what pip would use (`readPipSettings`).
 */
export function planToolSettings(
  env: Readonly<Record<string, string | undefined>>,
  pip: ReadonlyMap<string, string>,
): ToolSettings {
  const chosen: Record<string, string> = fromPip(pip)
  for (const name of PASSED) if (env[name]) chosen[name] = env[name]
  // pip's certificate is the most specific statement about package indexes.
  const certificate = pip.get("cert")
  if (certificate) chosen["SSL_CERT_FILE"] = certificate
  for (const [name, value] of Object.entries(env)) {
    if (name.startsWith("UV_") && value && !UV_HELD.has(name) && !name.startsWith("UV_PUBLISH_")) chosen[name] = value
  }
  // The older names say the same; uv refuses nothing, but only one of them should speak.
  if (env.UV_INDEX_URL && !env.UV_DEFAULT_INDEX) delete chosen["UV_DEFAULT_INDEX"]
  if (env.UV_EXTRA_INDEX_URL && !env.UV_INDEX) delete chosen["UV_INDEX"]
  const links = (chosen["UV_FIND_LINKS"] ?? "").split(",").filter((link) => link.startsWith("/"))
  const files = [
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "SSL_CLIENT_CERT",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "UV_CONFIG_FILE",
  ]
  return {
    env: chosen,
    files: [...new Set([...files.flatMap((name) => (chosen[name] ? [chosen[name]] : [])), ...links])],
    indexUrls: ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS"].flatMap((name) =>
      words(chosen[name]),
    ),
  }
}
