import { defineErrors } from "#lib/kernel/errors.ts"

/** What can go wrong between Caudal and the machine that runs instances. */
export const computeErrors = defineErrors({
  unknownInstanceType: {
    code: "compute.unknown_instance_type",
    status: 400,
    cause: "`instance_type` names a size that Caudal's table does not have.",
    check: "Use one of the names that the message lists, or any other of the table of instance types.",
  },
  invalidSpec: {
    code: "compute.invalid_spec",
    status: 400,
    cause: "An instance cannot be started from what it was given, for instance because a mounted folder is missing.",
    check: "The message names the path; upload the model or code again, or rebuild the environment.",
  },
  startFailed: {
    code: "compute.start_failed",
    status: 500,
    cause: "The process that keeps a local instance did not start.",
    check: "Python 3.11 or newer must be on PATH; the message holds the last lines that the process wrote.",
  },
  unsupportedHost: {
    code: "compute.unsupported_host",
    status: 501,
    cause: "Local instances need Linux and Python 3.11 or newer.",
    check: "Run Caudal on Linux, with Python 3.11 or newer on PATH.",
  },
})
