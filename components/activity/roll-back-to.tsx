"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "use-intl/react"

import { endpointQuery, trafficQuery, trafficRevisionsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { RollBackDialog } from "#components/traffic/roll-back-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"
import { formatSplit } from "#lib/traffic/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

interface RollBackToProps {
  readonly workspace: string
  /** The change of traffic to go back to. */
  readonly change: ActivityView
  /** The revision that it made. */
  readonly number: number
  readonly onClose: () => void
}

/** Asks before the split of an earlier change is put in force again: reads what is in force now, then shows both. */
export function RollBackTo({ workspace, change, number, onClose }: RollBackToProps) {
  const t = useTranslations()
  const router = useRouter()
  const name = change.target.name
  const endpoint = useApi(endpointQuery(workspace, name))
  const traffic = useApi(trafficQuery(workspace, name))
  const revisions = useApi(trafficRevisionsQuery(workspace, name))
  const revision = revisions.data?.items.find((one) => one.number === number)
  const error = endpoint.error ?? traffic.error ?? revisions.error
  const isInForce =
    revision !== undefined && traffic.data !== undefined && isSame(revision.traffic, traffic.data.traffic)
  if (endpoint.data && traffic.data && revisions.data && revision && !isInForce) {
    const { deployments } = endpoint.data
    const data = { workspace, endpoint: name, deployments, traffic: traffic.data, revisions: revisions.data.items }
    const toEditor = (shares: Shares) => {
      const split = formatSplit(Object.entries(shares).map(([one, percent]) => ({ name: one, percent })))
      router.push(`${pagePaths.endpointTab(workspace, name, "traffic")}?split=${encodeURIComponent(split)}`)
    }
    return <RollBackDialog data={data} revision={revision} onClose={onClose} onEdit={toEditor} />
  }
  const isGone = error?.status === 404 || (revisions.data !== undefined && !revision)
  if (!isGone && !isInForce && !error) return null
  return (
    <Dialog
      title={t("activity.rollBack")}
      isOpen
      onOpenChange={onClose}
      actions={<Button onClick={onClose}>{t("common.close")}</Button>}
    >
      {isInForce ? (
        <p>{t("activity.inForce", { name })}</p>
      ) : isGone || !error ? (
        <p>{t("activity.cannotRollBack", { name })}</p>
      ) : (
        <ErrorBlock error={error} what={name} />
      )}
    </Dialog>
  )
}

type Shares = Readonly<Record<string, number>>

/** Whether both give everybody the same: a share that is missing is 0. */
function isSame(a: Shares, b: Shares): boolean {
  return Object.keys({ ...a, ...b }).every((name) => (a[name] ?? 0) === (b[name] ?? 0))
}
