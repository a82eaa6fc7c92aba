export { buildPythonEnv } from "./build-python-env.ts"
export type { PythonEnvInput } from "./build-python-env.ts"
export { pythonCommand, pythonRuntime } from "./python-runtime.ts"
