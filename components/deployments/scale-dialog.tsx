"use client"

import { Minus, Plus } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { Field } from "#components/ui/field.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { INSTANCES_MAX } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"

import { useRedeploy } from "./use-redeploy.ts"

interface ScaleDialogProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  readonly onClose: () => void
}

/** Asks how many instances a deployment is to have. */
export function ScaleDialog({ workspace, deployment, onClose }: ScaleDialogProps) {
  const t = useTranslations("deployments.scaleDialog")
  const common = useTranslations("common")
  const toasts = useToasts()
  const { name, instance_count: now, instance_type: type } = deployment
  const [text, setText] = useState(String(now))
  const count = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  const isValid = count >= 1 && count <= INSTANCES_MAX
  const redeploy = useRedeploy(workspace, deployment, () => {
    toasts.add({ title: t("done", { name }), description: t("doneHint", { count }) })
    onClose()
  })
  const step = (by: number) => setText(String(Math.min(INSTANCES_MAX, Math.max(1, (isValid ? count : now) + by))))
  return (
    <Dialog
      title={t("title", { name })}
      description={t("hint")}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form="scale"
            variant="primary"
            disabled={!isValid || count === now}
            isPending={redeploy.isPending}
          >
            {t("submit", { count: isValid ? count : now })}
          </Button>
        </>
      }
    >
      <form
        id="scale"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isValid && count !== now) redeploy.mutate({ instance_count: count })
        }}
      >
        <Field
          label={t("count")}
          hint={t("countHint", { max: INSTANCES_MAX, now, type })}
          error={isValid ? undefined : t("countWrong", { max: INSTANCES_MAX })}
        >
          {(control) => (
            <div className="flex items-center gap-2">
              <IconButton
                label={t("fewer")}
                icon={<Minus aria-hidden className="size-4" />}
                disabled={isValid && count <= 1}
                onClick={() => step(-1)}
              />
              <Input
                {...control}
                inputMode="numeric"
                autoComplete="off"
                value={text}
                onChange={({ target }) => setText(target.value)}
                onKeyDown={(event) => {
                  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return
                  event.preventDefault()
                  step(event.key === "ArrowUp" ? 1 : -1)
                }}
                className="max-w-24 text-center"
              />
              <IconButton
                label={t("more")}
                icon={<Plus aria-hidden className="size-4" />}
                disabled={isValid && count >= INSTANCES_MAX}
                onClick={() => step(1)}
              />
            </div>
          )}
        </Field>
        {redeploy.error && <ErrorBlock error={redeploy.error} what={t("failed")} />}
      </form>
    </Dialog>
  )
}
