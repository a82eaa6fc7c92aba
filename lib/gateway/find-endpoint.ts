/** Which endpoint an address means and what of the path goes to its container. */
export interface FoundEndpoint {
  /** In lower case, as the routing table compares names. */
  readonly name: string
  /** What the container gets: path and query, beginning with "/". */
  readonly upstreamTarget: string
  /** True when several endpoints share this origin, so that a browser must be told to keep them apart. */
  readonly isPathForm: boolean
}

const PATH_PREFIX = "/endpoints/"

/** The end of every host-form name: `.<region>.inference.<domain>` in lower case. */
export function hostSuffix(region: string, domain: string): string {
  return `.${region}.inference.${domain}`.toLowerCase()
}

function byHost(host: string, suffix: string): string | undefined {
  const lower = host.toLowerCase()
  const colon = lower.lastIndexOf(":")
  const hostname = colon === -1 ? lower : lower.slice(0, colon)
  if (!hostname.endsWith(suffix)) return undefined
  const name = hostname.slice(0, -suffix.length)
  return name === "" || name.includes(".") ? undefined : name
}

/**
 * Finds the endpoint's name in the host (`<endpoint>.<region>.inference.<domain>`) or in the path
 * (`/endpoints/<endpoint>/...`). Both forms are always accepted; the host form wins. Pure.
 */
export function findEndpoint(host: string, target: string, suffix: string): FoundEndpoint | undefined {
  const name = byHost(host, suffix)
  if (name !== undefined) return { name, upstreamTarget: target, isPathForm: false }
  if (!target.startsWith(PATH_PREFIX)) return undefined
  let end = PATH_PREFIX.length
  while (end < target.length && target[end] !== "/" && target[end] !== "?") end++
  if (end === PATH_PREFIX.length) return undefined
  const rest = target.slice(end)
  return {
    name: target.slice(PATH_PREFIX.length, end).toLowerCase(),
    upstreamTarget: rest.startsWith("/") ? rest : "/" + rest,
    isPathForm: true,
  }
}
