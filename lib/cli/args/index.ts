export { choiceFlag, listFlag, numberFlag, requiredFlag, switchFlag, textFlag } from "./flag.ts"
export type { Flag } from "./flag.ts"
export { parseArgs } from "./parse-args.ts"
export type { FlagUse } from "./parse-args.ts"
