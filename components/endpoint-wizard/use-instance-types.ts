"use client"

import type { UseQueryResult } from "@tanstack/react-query"

import type { ApiError } from "#components/data/api-error.ts"
import type { ApiQuery } from "#components/data/api-query.ts"
import { useApi } from "#components/data/use-api.ts"
import type { InstanceTypesView } from "#lib/deployments/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

export type InstanceTypeView = InstanceTypesView["items"][number]

function instanceTypesQuery(workspace: string): ApiQuery<InstanceTypesView> {
  return { path: fillPath(apiPaths.instanceTypes, { workspace }) }
}

/** The sizes of instances, and what each gets on this machine. */
export function useInstanceTypes(workspace: string): UseQueryResult<InstanceTypesView, ApiError> {
  return useApi(instanceTypesQuery(workspace))
}
