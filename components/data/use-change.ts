"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { UseMutationResult } from "@tanstack/react-query"

import { toApiError } from "./api-error.ts"
import type { ApiError } from "./api-error.ts"

interface UseChangeOptions<Answer, Input> {
  readonly onDone?: (answer: Answer, input: Input) => void
  readonly onFailed?: (error: ApiError, input: Input) => void
}

/**
 * A change that a person makes. Never optimistic: what it did arrives with the answers that are asked again afterwards.
 *
 * @param run sends it, usually one `sendJson`
 */
export function useChange<Answer, Input = void>(
  run: (input: Input) => Promise<Answer>,
  { onDone, onFailed }: UseChangeOptions<Answer, Input> = {},
): UseMutationResult<Answer, ApiError, Input> {
  const client = useQueryClient()
  return useMutation<Answer, ApiError, Input>({
    mutationFn: async (input) => {
      try {
        return await run(input)
      } catch (error) {
        throw toApiError(error)
      }
    },
    onSuccess: (answer, input) => onDone?.(answer, input),
    onError: (error, input) => onFailed?.(error, input),
    onSettled: async () => await client.invalidateQueries(),
  })
}
