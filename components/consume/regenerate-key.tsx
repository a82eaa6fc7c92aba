"use client"

import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { ErrorBlock } from "#components/ui/error-block.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

import type { KeyType } from "./keys-panel.tsx"

interface RegenerateKeyProps {
  readonly workspace: string
  readonly endpoint: string
  /** Which key; null while nobody wants to. */
  readonly type: KeyType | null
  readonly onClose: () => void
}

/** Asks before a key becomes void, and says how callers move over without a gap. */
export function RegenerateKey({ workspace, endpoint, type, onClose }: RegenerateKeyProps) {
  const t = useTranslations("consume")
  const common = useTranslations("common")
  const toasts = useToasts()
  const name = type === null ? "" : t(`types.${type}`)
  const regenerate = useChange(
    async (keyType: KeyType) =>
      await sendJson("POST", fillPath(apiPaths.regenerateEndpointKey, { workspace, endpoint }), {
        body: { key_type: keyType },
      }),
    {
      onDone: () => {
        toasts.add({ title: t("regenerated", { type: name }), description: t("regeneratedHint") })
        onClose()
      },
    },
  )
  const steps = type === "primary" ? (["other", "switch", "this"] as const) : (["this", "switch", "other"] as const)
  return (
    <Dialog
      title={t("regenerateTitle", { type: name })}
      description={t("regenerateAbout")}
      isOpen={type !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button
            variant="danger"
            isPending={regenerate.isPending}
            onClick={() => type !== null && regenerate.mutate(type)}
          >
            {t("regenerateOne", { type: name })}
          </Button>
        </>
      }
    >
      <p>{t("overlap")}</p>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        {steps.map((step) => (
          <li key={step}>{t(`overlapSteps.${step}`, { type: name })}</li>
        ))}
      </ol>
      {regenerate.error && <ErrorBlock error={regenerate.error} what={t("what")} />}
    </Dialog>
  )
}
