"use client"

import { useTranslations } from "use-intl/react"

import { endpointQuery, trafficQuery, trafficRevisionsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { RollBackDialog } from "#components/traffic/roll-back-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import type { ActivityView } from "#lib/operations/contract.ts"

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
  const name = change.target.name
  const endpoint = useApi(endpointQuery(workspace, name))
  const traffic = useApi(trafficQuery(workspace, name))
  const revisions = useApi(trafficRevisionsQuery(workspace, name))
  const revision = revisions.data?.items.find((one) => one.number === number)
  const error = endpoint.error ?? traffic.error ?? revisions.error
  if (endpoint.data && traffic.data && revisions.data && revision) {
    const { deployments } = endpoint.data
    const data = { workspace, endpoint: name, deployments, traffic: traffic.data, revisions: revisions.data.items }
    return <RollBackDialog data={data} revision={revision} onClose={onClose} />
  }
  const isGone = error?.status === 404 || (revisions.data !== undefined && !revision)
  if (!isGone && !error) return null
  return (
    <Dialog
      title={t("activity.rollBack")}
      isOpen
      onOpenChange={onClose}
      actions={<Button onClick={onClose}>{t("common.close")}</Button>}
    >
      {isGone || !error ? <p>{t("activity.cannotRollBack", { name })}</p> : <ErrorBlock error={error} what={name} />}
    </Dialog>
  )
}
