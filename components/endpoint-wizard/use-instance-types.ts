"use client"

import { useQuery } from "@tanstack/react-query"
import type { UseQueryResult } from "@tanstack/react-query"

import type { ApiError } from "#components/data/api-error.ts"
import type { InstanceType } from "#lib/compute/contract.ts"

/** The sizes of instances; their table is loaded with the step that shows it. */
export function useInstanceTypes(): UseQueryResult<readonly InstanceType[], ApiError> {
  return useQuery<readonly InstanceType[], ApiError>({
    queryKey: ["instance-types"],
    queryFn: async () => (await import("#lib/compute/contract.ts")).INSTANCE_TYPES,
  })
}
