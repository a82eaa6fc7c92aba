export type { Compute, LogOptions } from "./compute.ts"
export { computeErrors } from "./errors.ts"
export { resolveInstanceType } from "./instance-types.ts"
export type { Machine, ResolvedInstanceType } from "./instance-types.ts"
export { readBootId, readProcess } from "./local/process-identity.ts"
export { findPython } from "./local/find-python.ts"
export { findBwrap } from "./local/find-bwrap.ts"
export type { FoundSandbox } from "./local/find-bwrap.ts"
export { createLocalCompute } from "./local/local-compute.ts"
export { readHostLayout } from "./local/read-host-layout.ts"
export { buildSandboxArgv, SANDBOX_HOME } from "./local/sandbox.ts"
export type { HostLayout, SandboxFeatures, SandboxRequest, SandboxTool } from "./local/sandbox.ts"
export { spawnSandboxed } from "./local/spawn-sandboxed.ts"
export { instanceHandleSchema, instanceSpecSchema, SOCKET_PATH_BYTES_MAX } from "./schema.ts"
export type {
  InstanceCondition,
  InstanceExit,
  InstanceHandle,
  InstanceOwner,
  InstancePhase,
  InstanceSpec,
  InstanceState,
  InstanceStats,
  LogLine,
  Mount,
  ObservedInstance,
} from "./schema.ts"
export { threadEnv } from "./thread-env.ts"
