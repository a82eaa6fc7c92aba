export * from "./limits.ts"
export type { AssetReference } from "./references.ts"
export * from "./schema.ts"
