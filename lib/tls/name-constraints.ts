import type { Extension, X509Certificate } from "@peculiar/x509"

import { loadX509 } from "./load-x509.ts"

/** Addresses of this machine and of private networks: no public address can be signed for. */
const PRIVATE_RANGES = [
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "::1/128",
  "fc00::/7",
  "fe80::/10",
]

/**
 * The critical extension (RFC 5280 section 4.2.1.10) with which a certificate authority can sign only for `dnsNames`, names
 * below them, and private addresses. So its key, on a laptop, is no key to other people's sites.
 */
export async function createNameConstraints(dnsNames: readonly string[]): Promise<Extension> {
  const { x509, asn1Schema, asn1X509 } = await loadX509()
  const bases = [...dnsNames.map((dNSName) => ({ dNSName })), ...PRIVATE_RANGES.map((iPAddress) => ({ iPAddress }))]
  const subtrees = bases.map((base) => new asn1X509.GeneralSubtree({ base: new asn1X509.GeneralName(base) }))
  const constraints = new asn1X509.NameConstraints({ permittedSubtrees: new asn1X509.GeneralSubtrees(subtrees) })
  return new x509.Extension(asn1X509.id_ce_nameConstraints, true, asn1Schema.AsnConvert.serialize(constraints))
}

/** The DNS names that a certificate of ours (PEM) permits; none when it has no constraints. */
export async function readPermittedNames(pem: string): Promise<string[]> {
  const { x509, asn1Schema, asn1X509 } = await loadX509()
  const certificate: X509Certificate = new x509.X509Certificate(pem)
  const extension = certificate.getExtension(asn1X509.id_ce_nameConstraints)
  if (extension === null) return []
  const { permittedSubtrees = [] } = asn1Schema.AsnConvert.parse(extension.value, asn1X509.NameConstraints)
  return permittedSubtrees.flatMap(({ base }) => base.dNSName ?? [])
}
