/** A reference such as `azureml:NAME:VERSION` taken apart for people. */
export interface AssetWords {
  readonly name: string
  readonly version: string
  /** Nobody named it: a file brought it along, and its name is a hash. */
  readonly isAnonymous: boolean
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const ANONYMOUS_ENVIRONMENT = "CliV2AnonymousEnvironment"
const HASH_SHOWN = 8

/** Name and version of a reference. Of what nobody named, the part of its hash that tells it from others. */
export function describeAsset(reference: string): AssetWords {
  const [name = "", version = ""] = reference.replace(/^azureml:/, "").split(":")
  if (name === ANONYMOUS_ENVIRONMENT) return { name: version.slice(0, HASH_SHOWN), version: "", isAnonymous: true }
  if (UUID.test(name)) return { name: name.slice(0, HASH_SHOWN), version: "", isAnonymous: true }
  return { name, version, isAnonymous: false }
}
