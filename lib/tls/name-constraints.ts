import { BlockList, isIP, isIPv6 } from "node:net"

import type { Extension, X509Certificate } from "@peculiar/x509"

import { loadX509 } from "./load-x509.ts"

/** Addresses of this machine and of private networks, which every authority of ours can sign for. */
const PRIVATE_RANGES = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
]

const privateAddresses = new BlockList()
for (const range of PRIVATE_RANGES) {
  const [network = "", bits] = range.split("/")
  privateAddresses.addSubnet(network, Number(bits), isIPv6(network) ? "ipv6" : "ipv4")
}

/** Whether an address is this machine's own or a private network's. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIPv6(address) ? "ipv6" : "ipv4")
}

/**
 * The critical extension (RFC 5280 section 4.2.1.10) with which a certificate authority can sign only for `names`, DNS names
 * below them, and private addresses. So its key, on a laptop, is no key to other people's sites.
 */
export async function createNameConstraints(names: readonly string[]): Promise<Extension> {
  const { x509, asn1Schema, asn1X509 } = await loadX509()
  const dnsNames = names.filter((name) => isIP(name) === 0)
  const addresses = names.filter((name) => isIP(name) !== 0).map((name) => `${name}/${isIPv6(name) ? 128 : 32}`)
  const bases = [
    ...dnsNames.map((dNSName) => ({ dNSName })),
    ...[...PRIVATE_RANGES, ...addresses].map((iPAddress) => ({ iPAddress })),
  ]
  const subtrees = bases.map((base) => new asn1X509.GeneralSubtree({ base: new asn1X509.GeneralName(base) }))
  const constraints = new asn1X509.NameConstraints({ permittedSubtrees: new asn1X509.GeneralSubtrees(subtrees) })
  return new x509.Extension(asn1X509.id_ce_nameConstraints, true, asn1Schema.AsnConvert.serialize(constraints))
}

/** The names that a certificate of ours (PEM) was made for; none when it has no constraints. */
export async function readPermittedNames(pem: string): Promise<string[]> {
  const { x509, asn1Schema, asn1X509 } = await loadX509()
  const certificate: X509Certificate = new x509.X509Certificate(pem)
  const extension = certificate.getExtension(asn1X509.id_ce_nameConstraints)
  if (extension === null) return []
  const { permittedSubtrees = [] } = asn1Schema.AsnConvert.parse(extension.value, asn1X509.NameConstraints)
  return permittedSubtrees.flatMap(({ base: { dNSName, iPAddress } }) => {
    if (dNSName !== undefined) return dNSName
    return iPAddress === undefined || PRIVATE_RANGES.includes(iPAddress) ? [] : iPAddress.replace(/\/\d+$/, "")
  })
}
