export { NAME_LENGTH_MAX, NAME_LENGTH_MIN, plainText, resourceName, textMap, wholeNumber } from "./names.ts"
export * from "./schema.ts"
