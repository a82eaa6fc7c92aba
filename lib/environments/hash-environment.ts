import { canonicalJson, sha256Hex } from "#lib/kernel/json.ts"

import type { Dependencies, Requirement } from "./dependencies.ts"
import { withoutCredentials } from "./mask-secrets.ts"

/** What decides whether two environments are the same folder. */
export interface EnvironmentIdentity {
  readonly dependencies: Dependencies
  /** Full version and real path: a virtual environment links to its interpreter. */
  readonly python: { readonly version: string; readonly executable: string }
  /** The text of the runtime's own requirements. */
  readonly runtimeRequirements: string
  /** For instance `linux-x64`. */
  readonly platform: string
  /** Index URLs that the machine's pip and uv settings add. */
  readonly indexUrls: readonly string[]
}

/** Rises when the same input must give another folder, for instance because the build steps changed. */
const FORMAT = 1

function withoutOrigin(requirement: Requirement): unknown {
  const { origin: _origin, ...rest } = requirement
  return { ...rest, text: withoutCredentials(rest.text) }
}

/** Content hash (SHA-256, hex) of an environment. Comments, line numbers, order of YAML keys and passwords do not count. */
export function hashEnvironment(identity: EnvironmentIdentity): string {
  const { requirements, options } = identity.dependencies
  return sha256Hex(
    canonicalJson({
      format: FORMAT,
      requirements: requirements.map(withoutOrigin),
      options: {
        ...options,
        indexUrl: options.indexUrl === null ? null : withoutCredentials(options.indexUrl),
        extraIndexUrls: options.extraIndexUrls.map(withoutCredentials),
        findLinks: options.findLinks.map(withoutCredentials),
      },
      python: identity.python,
      runtime: identity.runtimeRequirements,
      platform: identity.platform,
      indexUrls: identity.indexUrls.map(withoutCredentials),
    }),
  )
}
