import { z } from "zod"

const BODY_CHARS_MAX = 4000

/** The gateway's own errors have the envelope of the API; a model's have whatever shape it likes. */
const gatewayError = z.object({ error: z.object({ code: z.string().startsWith("gateway."), message: z.string() }) })

interface ScoringAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
  readonly endpoint: string
  readonly deployment: string | undefined
}

/** What a status of the gateway means for the person who asked: the statuses are those of Azure's managed endpoints. */
function meaning(status: number): string {
  switch (status) {
    case 401:
      return "the key was not accepted"
    case 404:
      return "there is no such endpoint, deployment or route"
    case 408:
      return "the model took longer than request_timeout_ms"
    case 413:
      return "the request is too large"
    case 424:
      return "the model answered with an error"
    case 429:
      return "too many requests at a time"
    case 503:
      return "no instance is ready"
    default:
      return "the request failed"
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

function readGatewayError(body: string): string | undefined {
  try {
    const { error } = gatewayError.parse(JSON.parse(body))
    return `${error.message} (${error.code})`
  } catch {
    return undefined
  }
}

/** The error for an answer of the gateway that is not 2xx. */
export function explainScoringError(answer: ScoringAnswer): { message: string; lines: string[]; next: string } {
  const { status, headers, body, endpoint } = answer
  const served = one(headers["azureml-model-deployment"]) ?? answer.deployment
  const modelStatus = one(headers["ms-azureml-model-error-statuscode"])
  const modelReason = one(headers["ms-azureml-model-error-reason"])
  const facts = [
    ["x-request-id", one(headers["x-request-id"])],
    ["deployment", served],
    ["the model's status", modelStatus],
    ["the model's reason", modelReason],
  ]
  const own = readGatewayError(body)
  const logs = `caudal online-deployment get-logs -e ${endpoint} -n ${served} --lines 100`
  return {
    message: `${endpoint} answered ${status}: ${own ?? `${meaning(status)}.`}`,
    lines: [
      ...facts.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value}`),
      ...(own !== undefined || body.trim() === "" ? [] : body.trim().slice(0, BODY_CHARS_MAX).split("\n")),
    ],
    next: served === undefined || status === 404 ? `caudal online-deployment list -e ${endpoint} -o table` : logs,
  }
}
