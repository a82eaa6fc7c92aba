import { authorise } from "#lib/identity/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { refusalOf } from "#lib/kernel/refusal-of.ts"
import { getEndpointRow, requireValidSplit, trafficErrors } from "#lib/traffic/index.ts"
import type { EndpointRow } from "#lib/traffic/index.ts"

import { checkEndpoint } from "./check-endpoint.ts"
import {
  isOtherSplit,
  requireNoTrafficYet,
  requireRoomForEndpoint,
  requireSameAuthMode,
  requireSameIdentity,
} from "./endpoint-rules.ts"
import { findFreeName } from "./find-free-name.ts"
import { warnIdentity } from "./identity.ts"
import type { EndpointCheck, EndpointPreflight } from "./preflight-schema.ts"
import { isNameTaken } from "./queries.ts"
import { ENDPOINTS_PER_WORKSPACE_MAX } from "./schema.ts"
import type { OnlineEndpointInput } from "./schema.ts"
import { ownEndpointUri } from "./view.ts"

/**
 * What would come of `putEndpoint` with this input, without writing anything: every rule is asked, also after one that fails.
 *
 * @param createOnly it is meant to be new.
 */
export async function preflightEndpoint(
  ctx: Context,
  input: OnlineEndpointInput,
  { createOnly }: { createOnly: boolean },
): Promise<EndpointPreflight> {
  authorise(ctx, "endpoints/write")
  const before = await getEndpointRow(ctx.db, ctx.workspaceId, input.name)
  const checks = [
    await lookAtName(ctx, input.name, { before, createOnly }),
    ...(await lookAtSupport(input)),
    ...lookAtIdentity(input),
    ...(before ? await lookAtChange(ctx, input, before) : await lookAtCreation(ctx, input)),
  ]
  return { checks }
}

async function lookAtName(
  ctx: Context,
  name: string,
  { before, createOnly }: { before: EndpointRow | null; createOnly: boolean },
): Promise<EndpointCheck> {
  if (before && !createOnly) {
    const message = `"${before.name}" exists and will be changed.`
    return { id: "endpoint_will_change", level: "pass", field: "name", message, values: { name: before.name } }
  }
  if (before || (await isNameTaken(ctx.db, name))) {
    const suggestion = await findFreeName(ctx.db, name)
    const where = before ? "in this workspace already" : "elsewhere in this installation"
    return {
      id: before ? "name_exists" : "name_taken",
      level: "fail",
      field: "name",
      message: `The name "${name}" is taken ${where}.`,
      fix: `Try "${suggestion}".`,
      values: { name, suggestion },
    }
  }
  const uri = `${ownEndpointUri(name)}/score`
  const message = `The name "${name}" is free. Its address will be ${uri} and cannot change later.`
  return { id: "name_free", level: "pass", field: "name", message, values: { name, scoring_uri: uri } }
}

async function lookAtSupport(input: OnlineEndpointInput): Promise<EndpointCheck[]> {
  const refusal = await refusalOf(() => checkEndpoint(input))
  return (refusal?.details ?? []).map(({ message, target = "" }) => ({
    id: "unsupported",
    level: "fail",
    field: target,
    message,
    values: { key: target },
  }))
}

function lookAtIdentity(input: OnlineEndpointInput): EndpointCheck[] {
  const message = warnIdentity(input.identity ?? null)
  return message === null ? [] : [{ id: "identity_unused", level: "warn", field: "identity", message, values: {} }]
}

async function lookAtCreation(ctx: Context, input: OnlineEndpointInput): Promise<EndpointCheck[]> {
  const early = await refusalOf(() => requireNoTrafficYet(input))
  const full = await refusalOf(() => requireRoomForEndpoint(ctx.db, ctx.workspaceId))
  const values = { max: ENDPOINTS_PER_WORKSPACE_MAX }
  return [
    ...(early
      ? [{ id: "traffic_too_early", level: "fail", field: "traffic", message: early.message, values: {} } as const]
      : []),
    full
      ? {
          id: "endpoints_limit",
          level: "fail",
          field: null,
          message: full.message,
          fix: "Delete endpoints that are not needed.",
          values,
        }
      : {
          id: "endpoints_room",
          level: "pass",
          field: null,
          message: `The workspace has room: it may hold ${values.max} endpoints.`,
          values,
        },
  ]
}

async function lookAtChange(ctx: Context, input: OnlineEndpointInput, before: EndpointRow): Promise<EndpointCheck[]> {
  const fixed = await refusalOf(() => requireSameAuthMode(input, before))
  const other = await refusalOf(() => requireSameIdentity(input, before))
  const { traffic } = input
  const isChanged = traffic != null && isOtherSplit(traffic, before.traffic)
  return [
    ...(fixed
      ? [
          {
            id: "auth_mode_fixed",
            level: "fail",
            field: "auth_mode",
            message: fixed.message,
            values: { from: before.authMode, to: input.auth_mode },
          } as const,
        ]
      : []),
    ...(other
      ? [{ id: "identity_fixed", level: "fail", field: "identity", message: other.message, values: {} } as const]
      : []),
    ...(isChanged ? await lookAtSplit(ctx, before, traffic) : []),
  ]
}

async function lookAtSplit(
  ctx: Context,
  before: EndpointRow,
  traffic: Record<string, number>,
): Promise<EndpointCheck[]> {
  const refusal = await refusalOf(() => requireValidSplit(ctx.db, before, { traffic }))
  if (refusal === null) {
    return [{ id: "split_valid", level: "pass", field: "traffic", message: "The split can be applied.", values: {} }]
  }
  if (refusal.code === trafficErrors.notReady.code) {
    const field = refusal.target ?? "traffic"
    const values = { deployment: field.replace(/^traffic\./, "") }
    return [{ id: "split_not_ready", level: "fail", field, message: refusal.message, values }]
  }
  const sum = Object.values(traffic).reduce((total, percent) => total + percent, 0)
  return refusal.details.map(({ message, target = "traffic" }) => ({
    id: "split_invalid",
    level: "fail",
    field: target,
    message,
    values: { sum },
  }))
}
