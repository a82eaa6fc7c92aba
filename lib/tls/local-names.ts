import { isIP } from "node:net"
import { hostname, networkInterfaces } from "node:os"

import { isPrivateAddress } from "./name-constraints.ts"

interface Names {
  readonly domain?: string | undefined
  readonly region: string
  /** The address that the server listens on (`CAUDAL_HOST`). */
  readonly host: string
}

/** What a machine is called and where its network reaches it. */
interface Machine {
  readonly hostname: string
  readonly addresses: readonly string[]
}

const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/
const EVERY_ADDRESS: ReadonlySet<string> = new Set(["0.0.0.0", "::"])

function readMachine(): Machine {
  const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal))
  return { hostname: hostname(), addresses: addresses.map(({ address }) => address) }
}

/** An address or a DNS name in the one way to write it. Of an address of a link the link is left out. */
function canonical(host: string): string {
  const bare = host.replace(/%.*$/, "").toLowerCase()
  return isIP(bare) === 6 ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare
}

/** Where callers in the network reach a server that listens on `host`. Public addresses of a machine are not guessed. */
function reachedAt(host: string, { addresses }: Machine): string[] {
  const own = canonical(host)
  if (!EVERY_ADDRESS.has(own)) return isIP(own) !== 0 || DNS_NAME.test(own) ? [own] : []
  // Nobody calls an address of a link, and there is one for each interface.
  return addresses.filter((one) => isPrivateAddress(one) && !one.startsWith("fe80:")).map(canonical)
}

/**
 * What a server of Caudal is called on this machine: loopback, the host's name, the address that it listens on (for all
 * of them the machine's private ones), and with a domain that domain and every endpoint's host form,
 * `*.<region>.inference.<domain>`. Without one the host form lives under `localhost`.
 */
export function localNames({ domain, region, host }: Names, machine: Machine = readMachine()): string[] {
  const lower = machine.hostname.toLowerCase()
  const base = (domain ?? "localhost").toLowerCase()
  const names = [
    "localhost",
    "127.0.0.1",
    "::1",
    ...(DNS_NAME.test(lower) ? [lower] : []),
    ...reachedAt(host, machine),
    ...(domain === undefined ? [] : [base]),
    `*.${region.toLowerCase()}.inference.${base}`,
  ]
  return [...new Set(names)]
}
