import { readFile } from "node:fs/promises"
import type { IncomingHttpHeaders } from "node:http"

import { recordEvent } from "#lib/events/index.ts"
import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import type { Env } from "#lib/kernel/env.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { openScoringCall, readScoringAnswer, SCORING_IDLE_MS_MAX } from "#lib/scoring/index.ts"
import { caCertFile } from "#lib/tls/index.ts"
import { requireEndpoint } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { endpointErrors } from "./errors.ts"
import { keyIdentity } from "./keys.ts"
import { listSealedKeys } from "./queries.ts"
import { requireDeploymentName } from "./require-deployment-name.ts"
import { LOCAL_SERVERNAME, localEndpointUrl } from "./scoring-uri.ts"
import { TEST_BODY_BYTES_MAX } from "./test-schema.ts"
import type { TestInput, TestResult } from "./test-schema.ts"

const USER_AGENT = "caudal-studio"

/** What of an answer's head a browser gets: nothing that could act on it. */
const SHOWN_HEADERS = [
  "content-type",
  "content-length",
  "retry-after",
  "traceparent",
  "x-request-id",
  "x-ms-request-id",
  "x-ms-client-request-id",
  "x-ms-run-fn-exec-ms",
  "x-ms-run-function-failed",
  "x-ms-server-version",
  "x-caudal-overhead-us",
  "azureml-model-deployment",
  "ms-azureml-model-error-statuscode",
  "ms-azureml-model-error-reason",
] as const

interface TestSurroundings {
  readonly home: Home
  readonly env: Pick<Env, "CAUDAL_HOST" | "CAUDAL_GATEWAY_PORT" | "CAUDAL_TLS">
  /** Ends when whoever asked goes away. */
  readonly signal: AbortSignal
}

/**
 * Calls an endpoint for somebody who may score, with the endpoint's own key, which never leaves the server. Goes through the
 * gateway of this machine as any call does, and is counted as one.
 *
 * @throws endpoints.not_found, deployments.not_found, endpoints.gateway_unreachable, endpoints.test_canceled
 */
export async function testEndpoint(
  ctx: Context,
  endpointName: string,
  input: TestInput,
  surroundings: TestSurroundings,
): Promise<TestResult> {
  authorise(ctx, "endpoints/score")
  const endpoint = await requireEndpoint(ctx.db, ctx.workspaceId, endpointName)
  const pinned =
    input.deployment === undefined ? undefined : await requireDeploymentName(ctx, endpoint, input.deployment)
  const key = await openPrimaryKey(ctx, endpoint)
  let result: TestResult
  try {
    result = await send({ ...surroundings, endpoint, key, pinned, input })
  } catch (error) {
    const isCanceled = surroundings.signal.aborted
    const failure = isCanceled ? canceled(error) : unreachable(error, surroundings.env)
    await record(ctx, endpoint, { result: isCanceled ? "Canceled" : "Failed", message: failure.message })
    throw failure
  }
  await record(ctx, endpoint, {
    result: result.status < 400 ? "Succeeded" : "Failed",
    message: describe(input, result),
  })
  return result
}

async function openPrimaryKey(ctx: Context, { id }: EndpointRow): Promise<string> {
  const sealed = (await listSealedKeys(ctx.db, ctx.workspaceId, id)).find(({ slot }) => slot === "primary")
  return sealed ? ctx.vault.unseal(sealed.sealed, keyIdentity(id, "primary")) : ""
}

interface PreparedTest extends TestSurroundings {
  readonly endpoint: EndpointRow
  readonly key: string
  readonly pinned: string | undefined
  readonly input: TestInput
}

async function send({ home, env, signal, endpoint, key, pinned, input }: PreparedTest): Promise<TestResult> {
  const isTls = env.CAUDAL_TLS === "on"
  const base = localEndpointUrl(endpoint.name, { host: env.CAUDAL_HOST, port: env.CAUDAL_GATEWAY_PORT, tls: isTls })
  const url = new URL(input.path, base)
  url.search = input.query ?? ""
  const deadline = AbortSignal.timeout(SCORING_IDLE_MS_MAX)
  const extraCa = isTls ? [await readFile(caCertFile(home), "utf8")] : []
  const startedMs = performance.now()
  const response = await openScoringCall({
    url,
    method: input.method,
    key,
    userAgent: USER_AGENT,
    deployment: pinned,
    ...(input.method === "GET" ? {} : { body: input.body, contentType: input.content_type }),
    extraCa,
    servername: LOCAL_SERVERNAME,
    isFresh: true,
    signal: AbortSignal.any([signal, deadline]),
  })
  const firstByteMs = performance.now() - startedMs
  const answer = await readScoringAnswer(response, { bytesMax: TEST_BODY_BYTES_MAX, deadline })
  const headers = shownHeaders(response.headers)
  return {
    status: response.statusCode ?? 0,
    status_text: response.statusMessage ?? "",
    headers,
    body: answer.body,
    is_base64: answer.isBase64,
    is_truncated: answer.isTruncated,
    duration_ms: round(performance.now() - startedMs),
    first_byte_ms: round(firstByteMs),
    request_id: headers["x-request-id"] ?? null,
    deployment: headers["azureml-model-deployment"] ?? null,
  }
}

/** To the hundredth: more is noise. */
const round = (ms: number): number => Math.round(ms * 100) / 100

function shownHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const entries = SHOWN_HEADERS.flatMap((name) => {
    const value = headers[name]
    return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as const]
  })
  return Object.fromEntries(entries)
}

/** What history says of it: never a byte of a body. */
function describe({ method, path }: TestInput, { status, deployment, duration_ms }: TestResult): string {
  const by = deployment === null ? "the gateway" : deployment
  return `${method} ${path} was answered ${status} by ${by} in ${Math.round(duration_ms)} ms.`
}

async function record(
  ctx: Context,
  endpoint: EndpointRow,
  { result, message }: { result: "Succeeded" | "Failed" | "Canceled"; message: string },
): Promise<void> {
  await recordEvent(ctx, ctx.db, {
    action: "endpoint.test",
    targetType: "endpoint",
    targetId: endpoint.id,
    targetName: endpoint.name,
    result,
    message,
  })
}

const canceled = (cause: unknown) =>
  new AppError(endpointErrors.testCanceled, "The test was ended before its answer was complete.", { cause })

function unreachable(error: unknown, env: TestSurroundings["env"]): AppError {
  const reason = error instanceof Error && "code" in error ? String(error.code) : "no answer"
  return new AppError(
    endpointErrors.gatewayUnreachable,
    `The gateway on this machine (port ${env.CAUDAL_GATEWAY_PORT}) could not be called: ${reason}. Check with \`caudal status\` that it runs, then test again.`,
    { cause: error },
  )
}
