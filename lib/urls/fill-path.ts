import type { PathParam } from "./api-paths.ts"

/** A path of the API with its parameters filled in and escaped: `fillPath(apiPaths.token, { token: "tok_1" })`. */
export function fillPath<P extends string>(path: P, params: Readonly<Record<PathParam<P>, string>>): string {
  const values: Readonly<Record<string, string>> = params
  return path.replace(/\{([^}]+)\}/g, (_match, name: string) => encodeURIComponent(values[name] ?? ""))
}
