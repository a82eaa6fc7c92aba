"use client"

import { useTranslations } from "use-intl/react"

import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { CodeBlock } from "#components/ui/code-block.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import type { IssuedTokenView, TokenInput } from "#lib/identity/contract.ts"
import { apiPaths } from "#lib/urls/contract.ts"

import { TOKEN_FORM, TokenForm } from "./token-form.tsx"

/** Makes a token and shows it, this once. */
export function NewToken({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations()
  const text = useErrorText()
  const make = useChange(
    async (body: TokenInput) => (await sendJson<IssuedTokenView>("POST", apiPaths.tokens, { body })).body,
  )
  const made = make.data
  return (
    <Dialog
      title={t(made ? "me.tokenDone" : "me.tokenNew")}
      isOpen
      onOpenChange={onClose}
      actions={
        made ? (
          <Button variant="primary" onClick={onClose}>
            {t("common.close")}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            <Button type="submit" form={TOKEN_FORM} variant="primary" isPending={make.isPending}>
              {t("me.tokenMake")}
            </Button>
          </>
        )
      }
    >
      {make.error && <Callout tone="bad" title={text(make.error)} isAlert />}
      {made ? (
        <>
          <Callout tone="warn" title={t("me.tokenOnce")} isAlert />
          <CodeBlock code={made.token} label={t("me.tokenText")} />
        </>
      ) : (
        <TokenForm onSubmit={(input) => make.mutate(input)} />
      )}
    </Dialog>
  )
}
