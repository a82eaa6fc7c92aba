import { defineErrors } from "#lib/kernel/errors.ts"

export const deploymentErrors = defineErrors({
  exists: {
    code: "deployments.exists",
    status: 409,
    cause: "The endpoint has a deployment of that name already.",
    check: "Update it with `caudal online-deployment update`, or choose another name.",
  },
  conflict: {
    code: "deployments.conflict",
    status: 412,
    cause: "The deployment changed since it was read.",
    check: "Read it again, look at the difference, and repeat the change.",
  },
  unsupported: {
    code: "deployments.unsupported",
    status: 400,
    cause: "The deployment asks for something that this installation cannot give.",
    check: "The message names the key and what is possible.",
  },
  hasTraffic: {
    code: "deployments.has_traffic",
    status: 409,
    cause: "A deployment with live traffic cannot be deleted.",
    check: "Give its share to another deployment first, or set it to 0.",
  },
  limit: {
    code: "deployments.limit",
    status: 409,
    cause: "The endpoint has as many deployments as it may have.",
    check: "Delete deployments that are not needed.",
  },
  logsNotFound: {
    code: "deployments.logs_not_found",
    status: 404,
    cause: "There are no logs of that container or instance yet.",
    check: "The deployment's `instances` name those that exist.",
  },
})

/** Why a generation failed: codes of `failure.code`, in Azure's words where it has one. */
export const failureCodes = defineErrors({
  environmentFailed: {
    code: "ImageBuildFailure",
    status: 422,
    cause: "The environment could not be built: a package does not exist, conflicts or does not compile.",
    check: "The message names the package and the line; `get-logs --container storage-initializer` shows the build.",
  },
  functionNotFound: {
    code: "UserScriptFunctionNotFound",
    status: 422,
    cause: "The scoring script has no `init` or no `run` function.",
    check: "Add the function to the scoring script.",
  },
  importError: {
    code: "UserScriptImportError",
    status: 422,
    cause: "The scoring script, or something that it imports, could not be imported.",
    check: "Add the missing package to the environment, or mend the script.",
  },
  initFailed: {
    code: "UserScriptInitFailed",
    status: 422,
    cause: "`init()` of the scoring script raised an exception.",
    check: "The log shows the traceback; check the path of the model under AZUREML_MODEL_DIR.",
  },
  crashed: {
    code: "ResourceNotReady",
    status: 422,
    cause: "The instances ended before the deployment was ready.",
    check: "The log shows how the process ended.",
  },
  notReadyInTime: {
    code: "ReadinessProbeFailed",
    status: 422,
    cause: "No instance became ready within initial_delay + failure_threshold x period.",
    check: "Make `init()` faster or give the readiness probe more time.",
  },
  outOfMemory: {
    code: "OutOfMemory",
    status: 422,
    cause: "The instances used more memory than their instance type has.",
    check: "Choose a larger instance_type, or lower WORKER_COUNT.",
  },
  startFailed: {
    code: "StartFailed",
    status: 422,
    cause: "The host could not start the instance.",
    check: "The message says what was missing on the host.",
  },
  canceled: {
    code: "OperationCanceled",
    status: 422,
    cause: "Somebody canceled the change.",
    check: "Apply it again when you want it.",
  },
})
