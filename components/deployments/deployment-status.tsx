import { StatusChip } from "#components/ui/status-chip.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { deploymentWord, healthWord } from "./status-words.ts"

type Stated = Pick<OnlineDeploymentView, "health" | "provisioning_state" | "serving_generation">

/** Both axes of a deployment: how well it serves, and what its last change came to unless that went well. */
export function DeploymentStatus({ deployment }: { readonly deployment: Stated }) {
  const { health, provisioning_state: state } = deployment
  // One that never served has no health to speak of: what its change came to says all.
  const hasHealth = health !== "Unknown" || state === "Succeeded"
  return (
    <span className="flex flex-wrap gap-1">
      {hasHealth && <StatusChip status={healthWord(health)} />}
      {state !== "Succeeded" && <StatusChip status={deploymentWord(deployment)} />}
    </span>
  )
}
