import { CliError } from "../errors.ts"
import { readLauncher } from "../local/read-launcher.ts"

import type { Settings } from "./read-settings.ts"

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return "code" in error && typeof error.code === "string" ? error.code : error.message
}

/** Says what to do when no connection came about, or it broke. */
export function explainConnectionError(
  error: unknown,
  url: URL,
  settings: Pick<Settings, "isLocal" | "home">,
): CliError {
  const code = codeOf(error)
  if (error instanceof Error && error.name === "AbortError") return new CliError("stopped", { cause: error })
  const launcher = code === "ECONNREFUSED" && settings.isLocal ? readLauncher(settings.home) : undefined
  if (launcher !== undefined) {
    return new CliError(`Caudal is starting (process ${launcher.pid}): nothing answers at ${url.origin} yet.`, {
      next: "try again when it says `Caudal is ready`",
      cause: error,
    })
  }
  if (code === "ECONNREFUSED" && settings.isLocal) {
    return new CliError(`Caudal does not run: nothing answers at ${url.origin}.`, {
      next: "npm start (in the checkout), or set CAUDAL_URL, or `caudal login --url https://...` for another server",
      cause: error,
    })
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) {
    return new CliError(`The certificate of ${url.origin} is not trusted (${code}).`, {
      next: "caudal login --url ... --ca-file FILE with the certificate authority of that server",
      cause: error,
    })
  }
  return new CliError(`No answer from ${url.origin} (${code}).`, { next: "caudal status", cause: error })
}
