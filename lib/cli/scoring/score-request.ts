import { z } from "zod"

import { readBody } from "#lib/kernel/send-request.ts"
import { explainScoringError, openScoringCall } from "#lib/scoring/index.ts"

import type { CommandContext } from "../command.ts"
import { explainConnectionError } from "../client/explain-connection-error.ts"
import { CliError, EXIT } from "../errors.ts"

const endpointSchema = z.object({ scoring_uri: z.url() })
const keysSchema = z.object({ primaryKey: z.string() })

export interface ScoreRequest {
  readonly endpoint: string
  /** Pins the request to one deployment. */
  readonly deployment: string | undefined
  /** JSON text. */
  readonly body: string
}

/**
 * Sends a request to an endpoint's scoring address with its primary key.
 *
 * @returns the answer's body
 * @throws CliError for an answer that is not 2xx, with its status, request id and body
 */
export async function scoreRequest(
  { client, settings }: Pick<CommandContext, "client" | "settings">,
  { endpoint, deployment, body }: ScoreRequest,
): Promise<string> {
  const [shown, keys] = await Promise.all([
    client.send("GET", client.paths.endpoint(endpoint)),
    client.send("GET", client.paths.keys(endpoint)),
  ])
  const url = new URL(endpointSchema.parse(shown.json).scoring_uri)
  const response = await openScoringCall({
    method: "POST",
    url,
    key: keysSchema.parse(keys.json).primaryKey,
    userAgent: `caudal-cli/${settings.version}`,
    deployment,
    contentType: "application/json",
    accept: "application/json",
    body,
    extraCa: settings.readCa(),
  }).catch((error: unknown) => {
    throw explainConnectionError(error, url, settings)
  })
  const text = await readBody(response)
  const status = response.statusCode ?? 0
  if (status >= 200 && status < 300) return text
  const problem = explainScoringError({ status, headers: response.headers, body: text, endpoint, deployment })
  throw new CliError(problem.message, { exitCode: EXIT.failed, lines: problem.lines, next: problem.next })
}
