import { z } from "zod"

import { condition } from "#lib/deployments/contract.ts"
import type { Condition } from "#lib/deployments/contract.ts"

import type { InstanceRow } from "./queries.ts"

/** What people should know of a deployment's living instances, each thing once. */
export function conditionsOf(instances: ReadonlyArray<Pick<InstanceRow, "phase" | "conditions">>): Condition[] {
  const all = instances
    .filter(({ phase }) => phase !== "Stopped")
    .flatMap((row) => z.array(condition).catch([]).parse(row.conditions))
  return [...new Map(all.map((one) => [`${one.type}/${one.reason}`, one])).values()]
}
