export * from "./preflight-schema.ts"
export * from "./request-schema.ts"
export * from "./schema.ts"
