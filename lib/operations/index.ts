export { operationErrors } from "./errors.ts"
export { createChangeFeed } from "./follow-changes.ts"
export type { ChangeFeed } from "./follow-changes.ts"
export { findEarlierOperation, getOperation } from "./get-operation.ts"
export { listActivity } from "./list-activity.ts"
export { listEvents, listOperations } from "./list-operations.ts"
export {
  listOpenOperationRows,
  listRoutedOperationRows,
  listStarters,
  setOperationRoutesVersion,
  updateOperationProgress,
} from "./queries.ts"
export type { OperationRow } from "./queries.ts"
export { settleOperation } from "./settle-operation.ts"
export { startOperation } from "./start-operation.ts"
export { supersedeOperations } from "./supersede-operations.ts"
export { tellChange } from "./tell-change.ts"
export { waitForOperation } from "./wait-for-operation.ts"
