/** Where the gateway is reached from outside. */
export interface GatewayAddress {
  /** `CAUDAL_DOMAIN`; without it endpoints are addressed by path. */
  readonly domain?: string | undefined
  readonly region: string
  readonly host: string
  readonly port: number
  readonly tls: boolean
}

/** Host of a URL that a browser or curl can use for an address that a server listens on. */
export function publicHost(host: string): string {
  if (["127.0.0.1", "0.0.0.0", "::", "::1"].includes(host)) return "localhost"
  return host.includes(":") ? `[${host}]` : host
}

/**
 * The address of an endpoint without a trailing slash: `https://<name>.<region>.inference.<domain>` with a domain, else
 * `https://localhost:8443/endpoints/<name>`. The gateway accepts both forms.
 */
export function endpointUri(name: string, { domain, region, host, port, tls }: GatewayAddress): string {
  const scheme = tls ? "https" : "http"
  const isDefaultPort = port === (tls ? 443 : 80)
  const portText = isDefaultPort ? "" : `:${port}`
  if (domain) return `${scheme}://${name.toLowerCase()}.${region}.inference.${domain}${portText}`
  return `${scheme}://${publicHost(host)}${portText}/endpoints/${name.toLowerCase()}`
}

/** A name that is in every certificate of a gateway, whatever else it is called. */
export const LOCAL_SERVERNAME = "localhost"

/** Host of a URL by which this machine reaches its own server that listens on `host`: an address, never a name that is looked up. */
export function localHost(host: string): string {
  const address = host === "0.0.0.0" || host === "localhost" ? "127.0.0.1" : host === "::" ? "::1" : host
  return address.includes(":") ? `[${address}]` : address
}

/** Where a process of Caudal calls an endpoint itself: the gateway on this machine, by path. */
export function localEndpointUrl(
  name: string,
  { host, port, tls }: Pick<GatewayAddress, "host" | "port" | "tls">,
): URL {
  return new URL(`${tls ? "https" : "http"}://${localHost(host)}:${port}/endpoints/${name.toLowerCase()}/`)
}
