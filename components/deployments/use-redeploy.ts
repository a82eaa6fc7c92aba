"use client"

import type { UseMutationResult } from "@tanstack/react-query"

import type { ApiError } from "#components/data/api-error.ts"
import { sendJson } from "#components/data/send-json.ts"
import type { Answer } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { toDeploymentInput } from "#lib/deployments/contract.ts"
import type { DeploymentDefinition, OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** What of a definition is to be another one; nothing to try the same again. */
export type DefinitionChange = Partial<DeploymentDefinition>

/**
 * Gives a deployment a new revision: its own definition with a change. Refused if somebody changed the deployment since it
 * was read.
 */
export function useRedeploy(
  workspace: string,
  deployment: OnlineDeploymentView,
  onDone?: (view: OnlineDeploymentView) => void,
): UseMutationResult<Answer<OnlineDeploymentView>, ApiError, DefinitionChange> {
  const path = fillPath(apiPaths.deployment, {
    workspace,
    endpoint: deployment.endpoint_name,
    deployment: deployment.name,
  })
  return useChange(
    async (change: DefinitionChange) =>
      await sendJson<OnlineDeploymentView>("PUT", path, {
        body: { ...toDeploymentInput(deployment), ...change },
        ifMatch: deployment.revision,
      }),
    { onDone: ({ body }) => onDone?.(body) },
  )
}
