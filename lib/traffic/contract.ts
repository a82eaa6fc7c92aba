export { checkSplit } from "./check-split.ts"
export type { SplitCheck, SplitDeployment } from "./check-split.ts"
export * from "./schema.ts"
