import { defineErrors } from "#lib/kernel/errors.ts"

/** What can go wrong with an environment. */
export const environmentErrors = defineErrors({
  definitionInvalid: {
    code: "environments.definition_invalid",
    status: 400,
    cause: "An environment written inside a deployment breaks the rules for environments.",
    check: "Each detail names a key and its rule.",
  },
  condaFileInvalid: {
    code: "environments.conda_file_invalid",
    status: 400,
    cause: "The conda file is not YAML of the shape that conda reads.",
    check: "Look at the line that the message names; `dependencies` must be a list.",
  },
  packageUnknown: {
    code: "environments.package_unknown",
    status: 400,
    cause: "A conda package has no known counterpart on PyPI, where local builds take packages from.",
    check: "Move the package under `pip:` with its PyPI name.",
  },
  requirementRefused: {
    code: "environments.requirement_refused",
    status: 400,
    cause: "A requirement line uses something that a local build does not do.",
    check: "The message names the line, what is refused, and what to write instead.",
  },
  pythonMissing: {
    code: "environments.python_missing",
    status: 422,
    cause: "No Python on this machine fits the version that the environment asks for.",
    check: "Install that Python, widen the version, or set CAUDAL_PYTHON_FALLBACK=1 to take another minor version.",
  },
  computeUnsupported: {
    code: "environments.compute_unsupported",
    status: 422,
    cause: "An image or a Dockerfile needs a container engine; local compute starts processes.",
    check: "Give the environment a conda file.",
  },
  toolMissing: {
    code: "environments.tool_missing",
    status: 503,
    cause: "uv, which installs Python packages, is neither on PATH nor could it be fetched from the package index.",
    check: "Install uv, or check the index URL, proxy and CA certificate that pip uses.",
  },
  buildFailed: {
    code: "environments.build_failed",
    status: 422,
    cause: "Packages of the environment could not be resolved, built or installed.",
    check: "The message names the package and its line; the build log holds everything that was printed.",
  },
  buildCanceled: {
    code: "environments.build_canceled",
    status: 409,
    cause: "The build was stopped before it was done.",
    check: "Start it again; nothing of the stopped build is used.",
  },
  diskFull: {
    code: "environments.disk_full",
    status: 507,
    cause: "Less than 1 GiB of disk is free where Caudal keeps environments.",
    check: "Free disk space, then update the deployment again.",
  },
})
