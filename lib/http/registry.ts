import { matchPath } from "#lib/urls/index.ts"

import type { Method, RouteDeclaration } from "./route-definition.ts"

// Next may load this module several times in one process, and the studio's server asks it too.
const KEY = Symbol.for("caudal.routes")
const shared: typeof globalThis & { [KEY]?: Map<string, RouteDeclaration> } = globalThis

/** Notes a route of the API. Declaring it again replaces it. */
export function registerRoute(declaration: RouteDeclaration): void {
  shared[KEY] ??= new Map()
  shared[KEY].set(`${declaration.method} ${declaration.path}`, declaration)
}

/** Methods of the routes that this process has loaded for a path; HEAD comes with GET. */
export function allowedMethods(pathname: string): Method[] {
  const methods = [...(shared[KEY]?.values() ?? [])]
    .filter(({ path }) => matchPath(path, pathname).kind === "match")
    .map(({ method }) => method)
  return [...new Set(methods.flatMap((method): Method[] => (method === "GET" ? ["GET", "HEAD"] : [method])))].toSorted()
}
