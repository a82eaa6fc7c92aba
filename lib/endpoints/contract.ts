export { NAME_LENGTH_MAX, NAME_LENGTH_MIN, resourceName, textMap } from "./names.ts"
export * from "./schema.ts"
