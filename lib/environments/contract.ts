export { ENVIRONMENT_NAME_CHARS_MAX, environmentSchema, inlineEnvironmentSchema, readCondaFileValue } from "./schema.ts"
export type { CondaFileValue, Environment, EnvironmentInput, InlineEnvironment } from "./schema.ts"
