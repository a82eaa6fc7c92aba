import { withQuery } from "#components/data/api-query.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { Container } from "./log-line.ts"

/** Which log. */
export interface LogSource {
  readonly workspace: string
  readonly endpoint: string
  readonly deployment: string
  readonly container: Container
  /** Only this instance's. */
  readonly instance: string | null
  /** Of the instances that have ended instead of those that run. */
  readonly isPrevious: boolean
}

/** Where the API gives the log: `tail` lines of what there is, and with `isFollowed` what comes. */
export function logPath(source: LogSource, { tail, isFollowed }: { tail: number; isFollowed: boolean }): string {
  const { workspace, endpoint, deployment, container, instance, isPrevious } = source
  const isOfInstances = container === "inference-server"
  return withQuery(fillPath(apiPaths.deploymentLogs, { workspace, endpoint, deployment }), {
    container,
    tail,
    instance: isOfInstances ? instance : null,
    previous: isOfInstances && isPrevious ? true : null,
    follow: isFollowed ? true : null,
  })
}
