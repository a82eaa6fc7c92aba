import { pythonRuntime } from "./python-runtime.ts"

/** What the environment variables of a Python instance are made of. */
export interface PythonEnvInput {
  readonly endpoint: string
  readonly deployment: string
  readonly instance: string
  /** Name of the folder that holds the scoring script, below the app root. */
  readonly codeFolder: string
  /** The scoring script, relative to the code folder. */
  readonly scoringScript: string
  /** Null for a deployment without a model. */
  readonly model: {
    readonly name: string
    readonly version: string
    /** The deployment's `model_mount_path`; default Azure's own. */
    readonly mountPath?: string
  } | null
  /** Azure's `max_concurrent_requests_per_instance`. */
  readonly slots: number
  readonly requestTimeoutMs: number
  /** vCPUs of the instance type; fractions count down, at least 1. */
  readonly cpus: number
  /** The deployment's own `environment_variables`. */
  readonly userVariables: Readonly<Record<string, string>>
}

const THREAD_VARIABLES = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]

/**
 * The environment of a Python instance. The user's variables win over all others except those that begin with `CAUDAL_`;
 * their `PYTHONPATH` is kept behind the runtime's. `WORKER_COUNT` is a variable of the user's in Azure, and the threads of numeric
 * libraries are shared out by it: with four workers on four cores, four times four threads would only get in each other's way.
 */
export function buildPythonEnv(input: PythonEnvInput): Readonly<Record<string, string>> {
  const { appRoot, modelsRoot, pythonPath, listenFd, phaseFd } = pythonRuntime
  const own = Object.entries(input.userVariables).filter(([name]) => !name.startsWith("CAUDAL_"))
  const user = Object.fromEntries(own)
  const threads = Math.max(1, Math.floor(input.cpus / workerCount(user["WORKER_COUNT"])))
  const userPath = user["PYTHONPATH"]
  return {
    AML_APP_ROOT: appRoot,
    AZUREML_ENTRY_SCRIPT: `${input.codeFolder}/${input.scoringScript}`,
    ...(input.model === null
      ? {}
      : { AZUREML_MODEL_DIR: `${input.model.mountPath ?? modelsRoot}/${input.model.name}/${input.model.version}` }),
    WORKER_COUNT: "1",
    PYTHONUNBUFFERED: "1",
    ...Object.fromEntries(THREAD_VARIABLES.map((name) => [name, String(threads)])),
    ...user,
    PYTHONPATH: userPath === undefined || userPath === "" ? pythonPath : `${pythonPath}:${userPath}`,
    CAUDAL_SLOTS: String(input.slots),
    CAUDAL_REQUEST_TIMEOUT_MS: String(input.requestTimeoutMs),
    CAUDAL_LISTEN_FD: String(listenFd),
    CAUDAL_PHASE_FD: String(phaseFd),
    CAUDAL_ENDPOINT: input.endpoint,
    CAUDAL_DEPLOYMENT: input.deployment,
    CAUDAL_INSTANCE: input.instance,
  }
}

/** The user's WORKER_COUNT; what is no whole number counts as one here and is refused by the runtime, which names it. */
function workerCount(value: string | undefined): number {
  return value !== undefined && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : 1
}
