import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { RequestBody } from "../form/to-requests.ts"
import { keyOf } from "./documents.ts"
import type { Documents } from "./documents.ts"

/** One request of the API. */
export interface ApiCall {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: RequestBody
}

/** The requests that the form sends, in their order; each waits for its change, so that the next one can follow. Pure. */
export function toCalls({ workspace, endpointName, deploymentName, ...documents }: Documents): readonly ApiCall[] {
  const { endpoint, deployment, isUpdate, isAllTraffic, idempotencyKey } = documents
  const isNew = { "If-None-Match": "*" }
  const calls: ApiCall[] = []
  if (endpoint) {
    const path = fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: endpointName })
    const headers = { ...isNew, "Idempotency-Key": keyOf(idempotencyKey, "endpoint") }
    calls.push({ path: `${path}?wait=60`, headers, body: endpoint })
  }
  if (deployment) {
    const path = fillPath(apiPaths.deployment, { workspace, endpoint: endpointName, deployment: deploymentName })
    const headers = { ...(isUpdate ? {} : isNew), "Idempotency-Key": keyOf(idempotencyKey, "deployment") }
    calls.push({ path: `${path}${isAllTraffic ? "?all_traffic=true" : ""}`, headers, body: deployment })
  }
  return calls
}

/** The requests as `curl` commands. The heredoc is expanded, for secrets alone: everything else in it is escaped. */
export function toCurl(documents: Documents, origin: string): string {
  return toCalls(documents)
    .map(({ path, headers, body }) => {
      const lines = Object.entries({
        Authorization: "Bearer $CAUDAL_TOKEN",
        "Content-Type": "application/json",
        ...headers,
      }).map(([name, value]) => `  -H "${name}: ${value}" \\`)
      const json = escapeHeredoc(JSON.stringify(body, null, 2), documents.secrets)
      return [
        `curl --fail-with-body -X PUT "${origin}${path}" \\`,
        ...lines,
        "  --data-binary @- <<JSON",
        json,
        "JSON",
        "",
      ].join("\n")
    })
    .join("\n")
}

function escapeHeredoc(text: string, secrets: readonly string[]): string {
  const escaped = text.replaceAll(/[\\$`]/g, (one) => `\\${one}`)
  return secrets.reduce((all, name) => all.replaceAll(`\\\${${name}}`, `\${${name}:?}`), escaped)
}
