"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { TokenView } from "#lib/identity/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

/** Ends a token, after asking: there is no way back. */
export function RevokeToken({ token: { id, name } }: { readonly token: TokenView }) {
  const t = useTranslations()
  const text = useErrorText()
  const toasts = useToasts()
  const [isOpen, setOpen] = useState(false)
  const revoke = useChange(async () => await sendJson("DELETE", fillPath(apiPaths.token, { token: id })), {
    onDone: () => toasts.add({ title: t("me.tokenRevoked", { name }) }),
    onFailed: (error) => toasts.add({ title: t("me.tokenRevokeFailed", { name }), description: text(error) }),
  })
  return (
    <Dialog
      title={t("me.tokenRevokeTitle", { name })}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="danger" aria-label={t("me.tokenRevokeOf", { name })}>
          {t("me.tokenRevoke")}
        </Button>
      }
      actions={
        <>
          <Button onClick={() => setOpen(false)}>{t("common.cancel")}</Button>
          <Button variant="danger" isPending={revoke.isPending} onClick={() => revoke.mutate()}>
            {t("me.tokenRevoke")}
          </Button>
        </>
      }
    >
      <p>{t("me.tokenRevokeAbout")}</p>
    </Dialog>
  )
}
