export * from "./request-schema.ts"
export * from "./schema.ts"
