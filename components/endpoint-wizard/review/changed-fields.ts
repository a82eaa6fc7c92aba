import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { fromDeployment } from "../form/from-deployment.ts"
import { toDeploymentRequest } from "../form/to-requests.ts"
import type { RequestBody } from "../form/to-requests.ts"
import { blankForm } from "../form/wizard-form.ts"

/** A key of the request that is not what it was, or not what it would be by itself. */
export interface ChangedField {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

/**
 * What the form says beyond the defaults; of a deployment that is edited, what it changes. Nested keys are told one by one,
 * so that one changed number is one line. Pure.
 */
export function changedFields(
  prefix: "endpoint" | "deployment",
  body: RequestBody,
  original: OnlineDeploymentView | null,
): readonly ChangedField[] {
  const base = original
    ? toDeploymentRequest(fromDeployment(original), original.endpoint_name)
    : prefix === "deployment"
      ? toDeploymentRequest(blankForm().deployment, "")
      : {}
  const before = flatten(base)
  const after = flatten(body)
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key) => {
    if (key === "endpoint_name" || JSON.stringify(before.get(key)) === JSON.stringify(after.get(key))) return []
    return [{ field: `${prefix}.${key}`, before: original ? before.get(key) : undefined, after: after.get(key) }]
  })
}

/** Keys with a dot for each level; maps whose keys people choose stay whole only in their values. */
function flatten(body: RequestBody, path = ""): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(body).flatMap(([key, value]): Array<[string, unknown]> => {
      const at = path === "" ? key : `${path}.${key}`
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? [...flatten({ ...value }, at)]
        : [[at, value]]
    }),
  )
}
