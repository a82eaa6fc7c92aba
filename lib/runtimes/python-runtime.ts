import path from "node:path"

const here = import.meta.dirname

/** Where the Python runtime lies in this checkout, and where things are inside an instance. */
export const pythonRuntime = {
  /** The package itself, to be mounted at `packageMountPoint`. */
  packagePath: path.join(here, "python", "caudal_runtime"),
  packageMountPoint: "/opt/caudal/runtime/caudal_runtime",
  /** Packages that every Python environment gets beside the user's. */
  requirementsPath: path.join(here, "python", "requirements.txt"),
  /** Inside the instance: what `PYTHONPATH` names. */
  pythonPath: "/opt/caudal/runtime",
  /** Azure's app root: code below `<code folder name>`, models below `azureml-models`. Also the working directory. */
  appRoot: "/var/azureml-app",
  modelsRoot: "/var/azureml-app/azureml-models",
  /** Numbers of the descriptors that the shim hands down. */
  listenFd: 3,
  phaseFd: 4,
  /** Exit code of an instance whose script cannot be imported or whose `init` failed; not worth a retry of the import. */
  bootFailureExitCode: 3,
} as const

/** The command inside an instance; `python` is the environment's interpreter. */
export function pythonCommand(python: string): readonly string[] {
  return [python, "-m", "caudal_runtime"]
}
