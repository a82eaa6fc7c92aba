"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { useFormatter, useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Field } from "#components/ui/field.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import { SOFT_DELETE_MS } from "#lib/endpoints/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath, pagePaths } from "#lib/urls/contract.ts"

import { useRestoreEndpoint } from "./use-restore-endpoint.ts"

/** How long the way back is offered: longer than the list takes to come, and than it takes to be startled. */
const WAY_BACK_MS = 30_000
const TICK_MS = 60_000

interface DeleteEndpointDialogProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  readonly onClose: () => void
}

/**
 * Says what is lost with an endpoint before it is deleted. One that serves live traffic asks for its name to be typed. It
 * ends on the list of endpoints, with a way back.
 */
export function DeleteEndpointDialog({ workspace, endpoint: shown, onClose }: DeleteEndpointDialogProps) {
  const t = useTranslations("endpointSettings.deleteDialog")
  const common = useTranslations("common")
  const traffic = useTranslations("traffic")
  const format = useFormatter()
  const router = useRouter()
  const toasts = useToasts()
  const restore = useRestoreEndpoint(workspace)
  const now = useClock(TICK_MS)
  // What was asked about stays on the screen while the endpoint goes.
  const [endpoint] = useState(shown)
  const [typed, setTyped] = useState("")
  const { id, name, deployments } = endpoint
  const live = deployments.filter(({ percent }) => percent > 0)
  const isConfirmed = live.length === 0 || typed.trim() === name
  const until = format.dateTime(new Date(now.getTime() + SOFT_DELETE_MS), { dateStyle: "long" })
  const remove = useChange(
    async () => await sendJson("DELETE", fillPath(apiPaths.onlineEndpoint, { workspace, endpoint: name })),
    {
      onDone: () => {
        router.push(pagePaths.endpoints(workspace))
        toasts.add({
          title: t("done", { name }),
          description: t("doneHint", { date: until }),
          timeout: WAY_BACK_MS,
          actionProps: { children: t("restore"), onClick: () => void restore({ id, name }) },
        })
      },
    },
  )
  return (
    <Dialog
      title={t("title", { name })}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="danger" disabled={!isConfirmed} isPending={remove.isPending} onClick={() => remove.mutate()}>
            {t("submit", { name })}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>
          {live.length === 0
            ? t("noTraffic")
            : t("lostTraffic", {
                split: format.list(live.map(({ name: one, percent }) => traffic("share", { name: one, percent }))),
              })}
        </li>
        <li>
          {t("lostDeployments", {
            count: deployments.length,
            names: format.list(deployments.map(({ name: one }) => one)),
          })}
        </li>
        <li>{t("lostInstances", { count: deployments.reduce((sum, one) => sum + one.ready_instances, 0) })}</li>
        <li>{t("lostKeys")}</li>
        <li>{t("restorable", { date: until })}</li>
      </ul>
      {live.length > 0 && (
        <Field label={t("type", { name })} hint={t("typeHint")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
      )}
      {remove.error && <ErrorBlock error={remove.error} what={t("failed")} />}
    </Dialog>
  )
}
