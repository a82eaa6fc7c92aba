import { stringify } from "yaml"

import type { RequestBody } from "../form/to-requests.ts"

/** Editors complete keys by these. */
const SCHEMAS = {
  endpoint: "https://azuremlschemas.azureedge.net/latest/managedOnlineEndpoint.schema.json",
  deployment: "https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json",
} as const

/** A body as the file that the CLI takes. Pure. */
export function toYaml(kind: keyof typeof SCHEMAS, body: RequestBody): string {
  return stringify({ $schema: SCHEMAS[kind], ...body }, { lineWidth: 0 })
}
