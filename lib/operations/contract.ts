export * from "./activity-schema.ts"
export * from "./activity-types.ts"
export * from "./schema.ts"
