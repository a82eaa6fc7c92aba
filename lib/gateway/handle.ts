import type { IncomingMessage, ServerResponse } from "node:http"

import type { ErrorDefinition } from "#lib/kernel/errors.ts"

import { checkHouse } from "./admit.ts"
import { answerError } from "./answer-error.ts"
import { authenticate } from "./authenticate.ts"
import type { Call, DecidedCall, GatewayContext } from "./call.ts"
import { decide } from "./decide.ts"
import { gatewayErrors } from "./errors.ts"
import { findEndpoint } from "./find-endpoint.ts"
import { Forwarding } from "./forward.ts"
import { readHead } from "./read-head.ts"
import { CALLER_GONE } from "./record.ts"
import { RequestBody } from "./request-body.ts"
import type { BodyFailure } from "./request-body.ts"
import { tellRefusal } from "./tell-refusal.ts"

/**
 * The hot path. Every request goes through these steps, in this order, one file a step:
 *
 * 1. `read-head.ts`      refuse ambiguous framing and headers, on the raw headers
 * 2. `find-endpoint.ts`  by host, else by path
 * 3. `authenticate.ts`   digest of the key against the endpoint's
 * 4. `decide.ts`         which deployment: the pin, else the weights
 * 5. `request-body.ts`   buffer until complete or 1 MiB, within the shared budget
 * 6. `admit.ts`          enter the bounded house, wait for a slot; `pick-instance.ts` chooses where
 * 7. `forward.ts`        offer it to the instance, again elsewhere only if it cannot have run
 * 8. `relay-response.ts` stream the answer, map what is not 2xx, strip what is for one hop
 * 9. `record.ts`         count
 *
 * Forbidden here: SQL, JSON parsing, template strings, synchronous logging, promises per request, anything without a bound.
 */
export function handle(
  context: GatewayContext,
  req: IncomingMessage,
  res: ServerResponse,
  expectsContinue: boolean,
): void {
  const call: Call = {
    context,
    req,
    res,
    requestId: context.ports.newRequestId(),
    startedMs: performance.now(),
    head: undefined,
    found: undefined,
    endpoint: undefined,
    deployment: undefined,
    overheadMs: 0,
    isAnswered: false,
  }
  try {
    if (decideCall(call)) receive(call, expectsContinue)
  } catch (error) {
    context.ports.log.error({ err: error, requestId: call.requestId }, "a request crashed")
    answerError(call, gatewayErrors.internal, "Something went wrong inside the gateway.")
  }
}

function refuse(call: Call, definition: ErrorDefinition, message: string): false {
  answerError(call, definition, message)
  return false
}

/** Steps 1 to 4. False: the request has its answer. */
function decideCall(call: Call): call is DecidedCall {
  const { context, req } = call
  const { limits, ports, table } = context
  if (req.rawHeaders.length > 2 * limits.requestHeadersMax) {
    return refuse(call, gatewayErrors.headTooLarge, "The request has too many headers.")
  }
  const reading = readHead({ url: req.url ?? "/", httpVersionMinor: req.httpVersionMinor, rawHeaders: req.rawHeaders })
  if ("refused" in reading) return refuse(call, gatewayErrors.badRequest, reading.refused)
  const { head } = reading
  call.head = head
  // Before anything is looked up: an empty table that was never filled must not say that an endpoint does not exist.
  if (ports.nowMs() - table.confirmedAtMs > limits.credentialsBelievedMs) {
    return refuse(
      call,
      gatewayErrors.routesTooOld,
      "The gateway has not reached its database for too long to check credentials.",
    )
  }
  const found = findEndpoint(head.host, head.target, context.hostSuffix)
  call.found = found
  const endpoint = found === undefined ? undefined : context.table.find(found.name)
  if (endpoint === undefined) {
    // Names of endpoints are public, they stand in addresses and certificates: 404 tells no more than the address does.
    return refuse(
      call,
      gatewayErrors.notFound,
      "No endpoint has this address. Compare it with the endpoint's scoring_uri.",
    )
  }
  call.endpoint = endpoint
  if (!authenticate(head.authorization, endpoint.digests)) {
    return refuse(call, gatewayErrors.unauthorized, "Send `Authorization: Bearer <key>` with a key of this endpoint.")
  }
  const decision = decide(endpoint, head.pinned, ports.pickRandom)
  if ("refused" in decision) return refuseDecision(call, decision.refused, [...endpoint.deployments.keys()])
  call.deployment = decision.deployment
  if (head.contentLength > limits.requestBodyBytesMax) return refuseBody(call, "too-large")
  return true
}

function refuseDecision(call: Call, reason: "unknown-deployment" | "no-traffic", names: readonly string[]): false {
  const existing = names.length === 0 ? "There is none." : "Existing: " + names.join(", ") + "."
  return reason === "no-traffic"
    ? refuse(
        call,
        gatewayErrors.noTraffic,
        "No deployment of the endpoint has a positive share of traffic. " + existing,
      )
    : refuse(
        call,
        gatewayErrors.unknownDeployment,
        "azureml-model-deployment names no deployment of this endpoint. " + existing,
      )
}

function refuseBody(call: Call, failure: BodyFailure): false {
  if (failure === "too-large")
    return refuse(call, gatewayErrors.bodyTooLarge, "The request body is larger than the gateway takes.")
  if (failure === "too-slow")
    return refuse(call, gatewayErrors.slowRequest, "The request body came slower than 8 KiB/s.")
  return refuse(
    call,
    gatewayErrors.bodiesOverBudget,
    "Waiting request bodies fill the gateway's memory. Retry in a moment.",
  )
}

/** Steps 5 to 9, driven by events from here on. */
function receive(call: DecidedCall, expectsContinue: boolean): void {
  const { context, req, res, head, deployment, endpoint } = call
  const entry = checkHouse(deployment)
  if (entry !== "entered") {
    tellRefusal(call, entry)
    return
  }
  const body = new RequestBody(req, head, context.budget, {
    onReady: () => forwarding.start(),
    onFailure: (failure) => {
      refuseBody(call, failure)
      forwarding.abandon()
    },
  })
  const forwarding = new Forwarding(call, body)
  res.on("close", () => {
    if (res.writableFinished) return
    if (!call.isAnswered) {
      call.isAnswered = true
      context.recorder.count(endpoint.route.endpointId, deployment.id, CALLER_GONE)
    }
    forwarding.abandon()
  })
  call.overheadMs = performance.now() - call.startedMs
  if (expectsContinue) res.writeContinue()
  body.start()
}
