/** A GET of the API: its path, which is also its key in the cache, and what it answers. */
export interface ApiQuery<T> {
  readonly path: string
  /** Only for the type checker: never set. */
  readonly answer?: T
}

/** Rows of a list as the API pages them. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly next_cursor: string | null
}

/** Path with the parameters that have a value as its query string. */
export function withQuery(
  path: string,
  parameters: Readonly<Record<string, string | number | boolean | null | undefined>>,
): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
