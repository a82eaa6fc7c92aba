import { assignLooks } from "#components/deployments/deployment-look.ts"
import type { DeploymentLook } from "#components/deployments/deployment-look.ts"
import { deploymentWord, healthWord } from "#components/deployments/status-words.ts"
import type { StatusWord } from "#components/ui/status-chip.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import type { RequestCountView, TrafficView } from "#lib/traffic/contract.ts"

import { countAnswers } from "./count-answers.ts"
import type { AnswerCount } from "./count-answers.ts"
import { modelLabel } from "./model-label.ts"

/** One deployment as the Traffic tab shows it. */
export interface TrafficDeployment {
  readonly name: string
  readonly look: DeploymentLook
  /** Its share in force, percent. */
  readonly currentPercent: number
  readonly readyInstances: number
  readonly wantedInstances: number
  readonly status: StatusWord
  /** A change of it is under way. */
  readonly isChanging: boolean
  /** Model and version; null while it is not known. */
  readonly model: string | null
  /** Answers it gave so far; null while they are not known. */
  readonly answers: AnswerCount | null
}

const CHANGING = new Set(["Creating", "Updating", "Scaling", "Deleting"])

interface TrafficSources {
  readonly endpoint: OnlineEndpointView
  readonly traffic: TrafficView
  readonly deployments: readonly OnlineDeploymentView[] | undefined
  readonly counts: readonly RequestCountView[] | undefined
}

/** What several answers of the API say of each deployment, in order of creation. */
export function describeDeployments({ endpoint, traffic, deployments, counts }: TrafficSources): TrafficDeployment[] {
  const looks = assignLooks(endpoint.deployments.map(({ name }) => name))
  return endpoint.deployments.flatMap((summary) => {
    const look = looks.get(summary.name)
    if (!look) return []
    const view = deployments?.find(({ name }) => name === summary.name)
    const isChanging = CHANGING.has(summary.provisioning_state)
    return [
      {
        name: summary.name,
        look,
        currentPercent: traffic.traffic[summary.name] ?? 0,
        readyInstances: summary.ready_instances,
        wantedInstances: summary.instance_count,
        // A deployment that never came up says so; how well it serves would only be "Unknown".
        status:
          view && (isChanging || summary.provisioning_state === "Failed")
            ? deploymentWord(view)
            : healthWord(summary.health),
        isChanging,
        model: view?.model ? modelLabel(view.model) : null,
        answers: counts ? countAnswers(counts, summary.name) : null,
      },
    ]
  })
}
