export { routeChangeSchema, routeSchema } from "./route-schema.ts"
export type { Route, RouteChange, RouteDeployment, RouteInstance } from "./route-schema.ts"
