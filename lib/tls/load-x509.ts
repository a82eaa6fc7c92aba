/**
 * The libraries for certificates, loaded when one is written or its constraints are read, not at a process's start: they
 * take 200 ms and 20 MB, and a start that finds its certificates in place needs none of them.
 */
export async function loadX509() {
  // The library's dependency injection asks for it while it loads.
  await import("reflect-metadata")
  const [x509, asn1Schema, asn1X509] = await Promise.all([
    import("@peculiar/x509"),
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-x509"),
  ])
  return { x509, asn1Schema, asn1X509 }
}
