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
  limit: {
    code: "endpoints.limit",
    status: 409,
    cause: "The workspace has as many endpoints as it may have.",
    check: "Delete endpoints that are not needed.",
  },
})
