export { ENVIRONMENT_NAME_CHARS_MAX, environmentSchema, inlineEnvironmentSchema, readCondaFileValue } from "./schema.ts"
export type { CondaFileValue, Environment, EnvironmentInput, InlineEnvironment } from "./schema.ts"
export { ANONYMOUS_ENVIRONMENT, environmentInput, environmentSpec, environmentView } from "./environment-input.ts"
export type { EnvironmentDefinition, EnvironmentSpec, EnvironmentView } from "./environment-input.ts"
