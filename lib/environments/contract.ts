export { ANONYMOUS_ENVIRONMENT, environmentInput, environmentSpec, environmentView } from "./environment-input.ts"
export type { EnvironmentDefinition, EnvironmentSpec, EnvironmentView } from "./environment-input.ts"
