export {
  INSTANCE_STATES,
  instanceConditionSchema,
  instanceExitSchema,
  instanceHandleSchema,
  phaseSchema,
} from "./schema.ts"
export type { InstanceCondition, InstanceExit, InstanceHandle, InstancePhase, InstanceState } from "./schema.ts"
export { INSTANCE_TYPES, resolveInstanceType } from "./instance-types.ts"
export type { InstanceType, Machine, ResolvedInstanceType } from "./instance-types.ts"
export { threadEnv } from "./thread-env.ts"
