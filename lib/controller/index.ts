export type { ControllerDeps } from "./ports.ts"
export { purge } from "./purge.ts"
export { registerHost } from "./register-host.ts"
export { runController } from "./run-controller.ts"
