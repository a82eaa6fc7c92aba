export * from "./activity-schema.ts"
export * from "./schema.ts"
