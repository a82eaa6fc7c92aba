import type { Metadata } from "next"

import { Hydrate } from "#components/data/hydrate.tsx"
import { deploymentQuery, endpointQuery, instancesQuery } from "#components/data/queries.ts"
import { DeploymentView } from "#components/deployments/deployment-view.tsx"
import { EndpointFrame } from "#components/endpoints/endpoint-frame.tsx"
import { readPage } from "#lib/http/pages.ts"

interface DeploymentPageProps {
  readonly params: Promise<{ workspace: string; endpoint: string; deployment: string }>
}

export async function generateMetadata({ params }: DeploymentPageProps): Promise<Metadata> {
  const { endpoint, deployment } = await params
  return { title: `${deployment} · ${endpoint}` }
}

export default async function DeploymentPage({ params }: DeploymentPageProps) {
  const { workspace, endpoint, deployment } = await params
  const page = await readPage([
    deploymentQuery(workspace, endpoint, deployment),
    endpointQuery(workspace, endpoint),
    instancesQuery(workspace, endpoint, deployment),
  ])
  return (
    <Hydrate page={page}>
      <EndpointFrame workspace={workspace} endpoint={endpoint} tab="deployments">
        <DeploymentView workspace={workspace} endpoint={endpoint} deployment={deployment} />
      </EndpointFrame>
    </Hydrate>
  )
}
