"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import type { ApiError } from "#components/data/api-error.ts"
import { toApiError } from "#components/data/api-error.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { TrafficBar } from "#components/traffic/traffic-bar.tsx"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Checkbox } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import { isTrafficOff } from "./select-endpoints.ts"

interface DeleteEndpointsProps {
  readonly workspace: string
  readonly endpoints: readonly OnlineEndpointView[]
  readonly onClose: () => void
  readonly onDone: () => void
}

interface Failure {
  readonly name: string
  readonly error: ApiError
}

/** Asks before endpoints are deleted, and says what goes: whose callers are cut off now, and what can be restored how long. */
export function DeleteEndpoints({ workspace, endpoints: chosen, onClose, onDone }: DeleteEndpointsProps) {
  const t = useTranslations()
  const toasts = useToasts()
  // What was asked about stays on the screen while endpoints disappear from the list behind it.
  const [endpoints] = useState(chosen)
  const [hasAgreed, setAgreed] = useState(false)
  const live = endpoints.filter((endpoint) => !isTrafficOff(endpoint))
  const deployments = endpoints.reduce((sum, endpoint) => sum + endpoint.deployments.length, 0)
  const remove = useChange(async () => await deleteAll(workspace, endpoints), {
    onDone: (failures) => {
      const count = endpoints.length - failures.length
      if (count > 0) toasts.add({ title: t("endpoints.deleted", { count }), description: t("endpoints.restoreHint") })
      if (failures.length > 0) return
      onClose()
      onDone()
    },
  })
  const isOver = remove.data !== undefined
  return (
    <Dialog
      title={t("endpoints.deleteTitle", { count: endpoints.length })}
      description={t("endpoints.deleteHint", { deployments })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t(isOver ? "common.close" : "common.cancel")}</Button>
          {!isOver && (
            <Button
              variant="danger"
              isPending={remove.isPending}
              disabled={live.length > 0 && !hasAgreed}
              onClick={() => remove.mutate()}
            >
              {t("endpoints.deleteSelected", { count: endpoints.length })}
            </Button>
          )}
        </>
      }
    >
      <ul className="flex flex-col divide-y divide-line">
        {endpoints.map(({ name, deployments: own }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
            <span className="min-w-0 flex-1 font-medium">{name}</span>
            <span className="text-sm text-fg-2">{t("endpoints.deploymentCount", { count: own.length })}</span>
            <span className="w-24">
              <TrafficBar shares={own} />
            </span>
          </li>
        ))}
      </ul>
      {live.length > 0 && !isOver && (
        <Callout tone="warn" title={t("endpoints.liveTitle", { count: live.length })}>
          <p>{t("endpoints.liveHint", { names: live.map(({ name }) => name).join(", ") })}</p>
          <Checkbox
            label={t("endpoints.liveAgree")}
            checked={hasAgreed}
            onChange={({ target }) => setAgreed(target.checked)}
          />
        </Callout>
      )}
      {remove.data?.map(({ name, error }) => (
        <ErrorBlock key={name} error={error} what={name} />
      ))}
    </Dialog>
  )
}

/** One after the other, so that a refusal of one does not stop the others. Answers what was refused. */
async function deleteAll(workspace: string, endpoints: readonly OnlineEndpointView[]): Promise<readonly Failure[]> {
  const failures: Failure[] = []
  for (const { name } of endpoints) {
    try {
      await sendJson("DELETE", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: name }))
    } catch (error) {
      const failure = toApiError(error)
      if (failure.status !== 404) failures.push({ name, error: failure })
    }
  }
  return failures
}
