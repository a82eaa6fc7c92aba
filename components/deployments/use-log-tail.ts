"use client"

import { useQuery } from "@tanstack/react-query"
import type { UseQueryResult } from "@tanstack/react-query"

import { withQuery } from "#components/data/api-query.ts"
import { toApiError } from "#components/data/api-error.ts"
import type { ApiError } from "#components/data/api-error.ts"
import { reach, readProblem } from "#components/data/send-json.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

const LINES = 200
const FRESH_EVERY_MS = 2000
const NO_LOG = 404

interface LogTailOptions {
  readonly workspace: string
  readonly deployment: Pick<OnlineDeploymentView, "name" | "endpoint_name">
  readonly container: "inference-server" | "storage-initializer"
  /** Asks for new lines again and again: while something is under way. */
  readonly isLive: boolean
}

/** The last lines of a deployment's log; none while there is no log yet. */
export function useLogTail(options: LogTailOptions): UseQueryResult<readonly string[], ApiError> {
  const { workspace, deployment, container, isLive } = options
  const { name, endpoint_name: endpoint } = deployment
  const path = withQuery(fillPath(apiPaths.deploymentLogs, { workspace, endpoint, deployment: name }), {
    container,
    tail: LINES,
  })
  return useQuery<readonly string[], ApiError>({
    queryKey: [path],
    queryFn: async ({ signal }) => {
      const response = await reach(path, { signal })
      const text = await response.text().catch((error: unknown) => {
        throw toApiError(error)
      })
      if (response.status === NO_LOG) return []
      if (!response.ok) throw readProblem(response, text)
      return text === "" ? [] : text.trimEnd().split("\n")
    },
    ...(isLive ? { refetchInterval: FRESH_EVERY_MS } : {}),
  })
}
