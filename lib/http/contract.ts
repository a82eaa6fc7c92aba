export { healthView } from "./health-view.ts"
export type { HealthView } from "./health-view.ts"
export { messages } from "./messages.ts"
export { readSharedHealth } from "./shared-health.ts"
