import { hostname } from "node:os"

interface Names {
  readonly domain?: string | undefined
  readonly region: string
}

const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * What a server of Caudal is called on this machine: loopback, the host's name, and with a domain that domain and every
 * endpoint's host form, `*.<region>.inference.<domain>`. Without one the host form lives under `localhost`.
 */
export function localNames({ domain, region }: Names, host: string = hostname()): string[] {
  const lower = host.toLowerCase()
  const base = (domain ?? "localhost").toLowerCase()
  const names = [
    "localhost",
    "127.0.0.1",
    "::1",
    ...(DNS_NAME.test(lower) ? [lower] : []),
    ...(domain === undefined ? [] : [base]),
    `*.${region.toLowerCase()}.inference.${base}`,
  ]
  return [...new Set(names)]
}
