"use client"

import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import { trafficQuery } from "#components/data/queries.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useApi } from "#components/data/use-api.ts"
import { useChange } from "#components/data/use-change.ts"
import { TrafficBar } from "#components/traffic/traffic-bar.tsx"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Checkbox } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { SOFT_DELETE_MS } from "#lib/endpoints/contract.ts"
import type { OperationView } from "#lib/operations/contract.ts"
import { clearShare } from "#lib/traffic/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

const TICK_MS = 60_000

interface DeleteDeploymentDialogProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly traffic: Readonly<Record<string, number>>
  readonly onClose: () => void
  readonly onDeleted?: (() => void) | undefined
}

/** Says what ends with a deployment before it is deleted. One with live traffic has its share taken away first. */
export function DeleteDeploymentDialog(props: DeleteDeploymentDialogProps) {
  const { workspace, deployment, onClose, onDeleted } = props
  const t = useTranslations("deployments.deleteDialog")
  const common = useTranslations("common")
  const format = useFormatter()
  const toasts = useToasts()
  const now = useClock(TICK_MS)
  const { name, endpoint_name: endpoint, instances } = deployment
  // With its revision: the shares of the others are written too, and only as they are shown here.
  const { data: split } = useApi(trafficQuery(workspace, endpoint))
  const traffic = split?.traffic ?? props.traffic
  const percent = traffic[name] ?? 0
  const afterwards = clearShare(traffic, name)
  const isTurnedOff = percent > 0 && Object.values(afterwards).every((one) => one === 0)
  const [isAccepted, setAccepted] = useState(false)
  const remove = useChange(
    async () => {
      if (percent > 0 && split) {
        const path = fillPath(apiPaths.traffic, { workspace, endpoint })
        await sendJson("PUT", path, { body: { traffic: afterwards }, ifMatch: split.revision })
      }
      const path = fillPath(apiPaths.deployment, { workspace, endpoint, deployment: name })
      return await sendJson<OperationView>("DELETE", path)
    },
    {
      onDone: () => {
        toasts.add({ title: t("done", { name }), description: t("doneHint") })
        onClose()
        onDeleted?.()
      },
    },
  )
  const until = format.dateTime(new Date(now.getTime() + SOFT_DELETE_MS), { dateStyle: "long" })
  return (
    <Dialog
      title={t("title", { name })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            disabled={(isTurnedOff && !isAccepted) || !split}
            isPending={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {percent > 0 ? t("submitZero") : t("submit", { name })}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>{t("lostInstances", { count: instances.length })}</li>
        {percent > 0 && <li>{t("lostTraffic", { percent, endpoint })}</li>}
        <li>{t("restorable", { date: until })}</li>
      </ul>
      {percent > 0 && (
        <Callout tone="warn" title={t("blocked")}>
          {isTurnedOff ? (
            <>
              <p>{t("afterwardsOff")}</p>
              <Checkbox
                label={t("acceptOff")}
                checked={isAccepted}
                onChange={({ target }) => setAccepted(target.checked)}
              />
            </>
          ) : (
            <SplitAfterwards label={t("afterwards")} traffic={afterwards} />
          )}
        </Callout>
      )}
      {remove.error && <ErrorBlock error={remove.error} what={t("failed")} />}
    </Dialog>
  )
}

function SplitAfterwards({ label, traffic }: { readonly label: string; readonly traffic: Record<string, number> }) {
  const t = useTranslations("traffic")
  const shares = Object.entries(traffic).map(([name, percent]) => ({ name, percent }))
  return (
    <div className="flex flex-col gap-1">
      <p>{label}</p>
      <TrafficBar shares={shares} />
      <p className="text-sm">
        {shares
          .filter(({ percent }) => percent > 0)
          .map((share) => t("share", share))
          .join(" · ")}
      </p>
    </div>
  )
}
