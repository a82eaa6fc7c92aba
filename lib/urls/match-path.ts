/** What a path says: the decoded values of its parameters, or why it has none. */
export type PathMatch =
  | { readonly kind: "match"; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: "no_match" }
  | { readonly kind: "malformed" }

/** Compares a request's path with a pattern such as `/api/v1/tokens/{token}`. A last part `{...rest}` stands for
 * one or more segments. One trailing slash is ignored. */
export function matchPath(pattern: string, pathname: string): PathMatch {
  const wanted = pattern.split("/")
  const given = pathname.replace(/(?<=.)\/$/, "").split("/")
  const isOpen = /^\{\.\.\..+\}$/.test(wanted.at(-1) ?? "")
  if (isOpen ? given.length < wanted.length : given.length !== wanted.length) return { kind: "no_match" }
  const params: [string, string][] = []
  for (const [index, part] of wanted.entries()) {
    const isRest = isOpen && index === wanted.length - 1
    const text = isRest ? given.slice(index).join("/") : (given[index] ?? "")
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== text) return { kind: "no_match" }
    if (name === undefined) continue
    try {
      params.push([name, decodeURIComponent(text)])
    } catch {
      return { kind: "malformed" }
    }
  }
  return { kind: "match", params: Object.fromEntries(params) }
}
