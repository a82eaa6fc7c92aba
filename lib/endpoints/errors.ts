import { defineErrors } from "#lib/kernel/errors.ts"

export const endpointErrors = defineErrors({
  exists: {
    code: "endpoints.exists",
    status: 409,
    cause: "An endpoint of that name exists already; names are unique in the whole installation.",
    check: "Choose another name, or update the endpoint instead of creating it.",
  },
  nameTaken: {
    code: "endpoints.name_taken",
    status: 409,
    cause: "Another workspace has an endpoint of that name; names are unique in the whole installation.",
    check: "Choose another name.",
  },
  unsupported: {
    code: "endpoints.unsupported",
    status: 400,
    cause: "The endpoint asks for something that this installation cannot give.",
    check: "The message names the key and what is possible.",
  },
  immutable: {
    code: "endpoints.immutable",
    status: 409,
    cause: "A key was changed that is fixed when the endpoint is created.",
    check: "Create another endpoint, or leave the key as it is.",
  },
  gatewayUnreachable: {
    code: "endpoints.gateway_unreachable",
    status: 503,
    cause: "The gateway, which endpoints are called through, does not answer on this machine.",
    check:
      "`caudal status` shows whether it runs; the studio needs CAUDAL_HOST and CAUDAL_GATEWAY_PORT as the gateway has them.",
  },
  testCanceled: {
    code: "endpoints.test_canceled",
    status: 400,
    cause: "Whoever tested the endpoint went away before the answer was complete.",
    check: "Send the test again and wait for its answer.",
  },
  limit: {
    code: "endpoints.limit",
    status: 409,
    cause: "The workspace has as many endpoints as it may have.",
    check: "Delete endpoints that are not needed.",
  },
})
