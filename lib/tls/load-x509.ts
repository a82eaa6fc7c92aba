/**
 * The libraries for certificates, loaded when one is written or its constraints are read, not at a process's start: they
 * take 200 ms and 20 MB, and a start that finds its certificates in place needs none of them.
 */
export async function loadX509() {
  supplyReflection()
  const [x509, asn1Schema, asn1X509] = await Promise.all([
    import("@peculiar/x509"),
    import("@peculiar/asn1-schema"),
    import("@peculiar/asn1-x509"),
  ])
  return { x509, asn1Schema, asn1X509 }
}

/**
 * Answers what the library's dependency injection asks of a "reflect" polyfill when it loads: the metadata that a compiler
 * left on a class. The published build carries none, so "none" is the whole answer; a real polyfill that is there already
 * stays.
 */
function supplyReflection(): void {
  if ("getMetadata" in Reflect) return
  Object.assign(Reflect, { getMetadata: () => undefined, getOwnMetadata: () => undefined })
}
