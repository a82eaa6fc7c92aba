import { defineErrors } from "#lib/kernel/errors.ts"

/** What the gateway itself refuses. An answer of the model that is not 2xx is no error of ours: it becomes 424 with its body. */
export const gatewayErrors = defineErrors({
  badRequest: {
    code: "gateway.bad_request",
    status: 400,
    cause:
      "The request's framing or headers are ambiguous or not allowed, so that two programs could read it differently.",
    check: "The message names the header; send it once, with one meaning.",
  },
  unauthorized: {
    code: "gateway.unauthorized",
    status: 401,
    cause: "The request has no credential, or not a valid one for this endpoint.",
    check: "Send `Authorization: Bearer <key>` with a key from `caudal online-endpoint get-credentials`.",
  },
  notFound: {
    code: "gateway.not_found",
    status: 404,
    cause: "The address belongs to no endpoint.",
    check: "Compare the address with the endpoint's `scoring_uri`.",
  },
  unknownDeployment: {
    code: "gateway.unknown_deployment",
    status: 404,
    cause: "The header `azureml-model-deployment` names a deployment that the endpoint does not have.",
    check: "The message names the deployments that exist.",
  },
  noTraffic: {
    code: "gateway.no_traffic",
    status: 404,
    cause: "No deployment of the endpoint has a positive share of traffic.",
    check:
      "Give one a share with `caudal online-endpoint update --traffic`, or name one in `azureml-model-deployment`.",
  },
  requestTimeout: {
    code: "gateway.request_timeout",
    status: 408,
    cause: "The model did not begin to answer within the deployment's `request_timeout_ms`.",
    check:
      "Raise `request_settings.request_timeout_ms` or make the model faster; its slot stays taken until `run` returns.",
  },
  slowRequest: {
    code: "gateway.slow_request",
    status: 408,
    cause: "The caller sent its request too slowly: headers within 10 s, a body at 8 KiB/s or faster.",
    check: "Look at the caller's network.",
  },
  bodyTooLarge: {
    code: "gateway.body_too_large",
    status: 413,
    cause: "The request body is larger than 1 GiB.",
    check: "Send less in one request.",
  },
  headTooLarge: {
    code: "gateway.head_too_large",
    status: 431,
    cause: "The request line and headers are larger than 32 KiB, or there are more than 128 headers.",
    check: "Send fewer or shorter headers.",
  },
  tooManyRequests: {
    code: "gateway.too_many_requests",
    status: 429,
    cause:
      "More than 2 x `max_concurrent_requests_per_instance` x instances were in the deployment, or no slot became free within `max_queue_wait`.",
    check: "Retry after `Retry-After`; add instances or raise `max_concurrent_requests_per_instance`.",
  },
  modelFailed: {
    code: "gateway.model_failed",
    status: 424,
    cause:
      "The instance ended, closed the connection or answered with something that is not HTTP before the response was complete.",
    check: "Look at the deployment's logs; `ms-azureml-model-error-reason` says what was seen.",
  },
  noReadyInstance: {
    code: "gateway.no_ready_instance",
    status: 503,
    cause: "No instance of the deployment is ready to take the request.",
    check: "`caudal online-deployment show` tells why; retry after `Retry-After`.",
  },
  bodiesOverBudget: {
    code: "gateway.bodies_over_budget",
    status: 503,
    cause: "Request bodies that wait for a slot fill the gateway's memory budget (256 MiB).",
    check: "Retry after `Retry-After`, or send smaller bodies.",
  },
  routesTooOld: {
    code: "gateway.routes_too_old",
    status: 503,
    cause: "The gateway has not reached the database for 24 hours and no longer believes its copy of the credentials.",
    check: "`caudal status` shows whether the database is up.",
  },
  internal: {
    code: "gateway.internal",
    status: 500,
    cause: "The gateway failed in a way it did not expect.",
    check: "Look for the request id in the gateway's log.",
  },
})
