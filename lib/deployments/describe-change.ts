import { canonicalJson } from "#lib/kernel/json.ts"

import type { DeploymentSpec } from "./schema.ts"

const HIDDEN = "****"

/** A spec as history may show it for ever: no value of a variable, and of the environment only which version it is. */
function describe({ environment: { spec: _spec, ...environment }, environmentVariables, ...rest }: DeploymentSpec) {
  const names = Object.keys(environmentVariables)
  return { ...rest, environment, environmentVariables: Object.fromEntries(names.map((name) => [name, HIDDEN])) }
}

/** What an event says of a change: both sides without secrets, and which variables have another value. */
export function describeChange(before: DeploymentSpec | null, after: DeploymentSpec) {
  const [old, now] = [before?.environmentVariables ?? {}, after.environmentVariables]
  const names = new Set([...Object.keys(old), ...Object.keys(now)])
  return {
    before: before && describe(before),
    after: describe(after),
    changed: canonicalJson(before) !== canonicalJson(after),
    changedVariables: [...names].filter((name) => old[name] !== now[name]).toSorted(),
  }
}
