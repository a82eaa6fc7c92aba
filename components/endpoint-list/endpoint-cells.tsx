"use client"

import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { DeploymentLine } from "#components/deployments/deployment-line.tsx"
import { assignLooks } from "#components/deployments/deployment-look.ts"
import { healthWord, stateWord } from "#components/deployments/status-words.ts"
import { StatusChip } from "#components/ui/status-chip.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { tagText } from "./select-endpoints.ts"

const LINES_MAX = 3
const TAGS_MAX = 3

interface EndpointCellProps {
  readonly endpoint: OnlineEndpointView
}

/** The way to the endpoint, and what it is for. */
export function NameCell({ workspace, endpoint }: EndpointCellProps & { readonly workspace: string }) {
  const { name, description } = endpoint
  return (
    <div className="flex min-w-0 flex-col">
      <Link
        href={pagePaths.endpoint(workspace, name)}
        prefetch={false}
        data-row-link
        className="inline-flex min-h-6 items-center self-start rounded-sm font-medium hover:underline"
      >
        {name}
      </Link>
      {description !== "" && (
        <span
          title={description}
          className="line-clamp-1 max-w-prose text-sm text-fg-2 in-data-[density=compact]:sr-only"
        >
          {description}
        </span>
      )}
    </div>
  )
}

/** How well it serves and, unless it is simply done, what its last change came to. */
export function StatusCell({ endpoint: { health, provisioning_state: state } }: EndpointCellProps) {
  return (
    <div className="flex flex-wrap gap-1">
      <StatusChip status={healthWord(health)} />
      {state !== "Succeeded" && <StatusChip status={stateWord(state)} />}
    </div>
  )
}

/** Its deployments: first what fails, then what takes the most traffic; the rest as a number. */
export function DeploymentsCell({ endpoint: { deployments } }: EndpointCellProps) {
  const t = useTranslations("endpoints")
  if (deployments.length === 0) return <span className="text-fg-2">{t("noDeployments")}</span>
  const looks = assignLooks(deployments.map(({ name }) => name))
  const ordered = deployments.toSorted(
    (a, b) => Number(b.failure_code !== null) - Number(a.failure_code !== null) || b.percent - a.percent,
  )
  const hidden = ordered.length - LINES_MAX
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5">
      {ordered.slice(0, LINES_MAX).map((deployment) => {
        const look = looks.get(deployment.name)
        return <li key={deployment.name}>{look && <DeploymentLine deployment={deployment} look={look} />}</li>
      })}
      {hidden > 0 && <li className="text-sm text-fg-2">{t("moreDeployments", { count: hidden })}</li>}
    </ul>
  )
}

/** What it is labelled with. */
export function TagsCell({ tags }: { readonly tags: OnlineEndpointView["tags"] }) {
  const all = Object.entries(tags).map(([key, value]) => tagText(key, value))
  if (all.length === 0) return null
  return (
    <div title={all.join(", ")} className="flex max-w-56 flex-wrap gap-1">
      {all.slice(0, TAGS_MAX).map((text) => (
        <span key={text} className="max-w-full truncate rounded-sm bg-mute-soft px-1.5 text-sm text-fg-2">
          {text}
        </span>
      ))}
      {all.length > TAGS_MAX && <span className="text-sm text-fg-2">{`+${all.length - TAGS_MAX}`}</span>}
    </div>
  )
}
