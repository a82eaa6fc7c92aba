import { z } from "zod"

import type { OperationRow } from "#lib/operations/index.ts"
import type { Db } from "#lib/storage/index.ts"

import { listFailedRestorations } from "./settle-queries.ts"

const failureOf = z.object({ code: z.string(), message: z.string() })

/** How a settled operation ends: an endpoint that is back without all of its deployments has not been restored. */
export async function judgeRestore(
  tx: Db,
  operation: OperationRow,
): Promise<{ status: "Succeeded" } | { status: "Failed"; error: { code: string; message: string } }> {
  if (operation.kind !== "endpoint.restore") return { status: "Succeeded" }
  const failed = await listFailedRestorations(tx, operation)
  const [first] = failed
  const reason = failureOf.safeParse(first?.error)
  if (!first || !reason.success) return { status: "Succeeded" }
  const names = failed.map(({ name }) => `"${name}"`).join(", ")
  const message = `The endpoint is back, but ${names} did not start. ${reason.data.message}`
  return { status: "Failed", error: { code: reason.data.code, message } }
}
