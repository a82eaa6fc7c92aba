"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { newKey } from "#components/data/new-key.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { Button } from "#components/ui/button.tsx"
import { Callout } from "#components/ui/callout.tsx"
import { Input } from "#components/ui/controls.tsx"
import { Dialog } from "#components/ui/dialog.tsx"
import { Field } from "#components/ui/field.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { DeletedEndpointView } from "#lib/deletions/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { apiPaths, fillPath, pagePaths } from "#lib/urls/contract.ts"

interface RestoreEndpointProps {
  readonly workspace: string
  readonly deleted: DeletedEndpointView
  readonly onClose: () => void
}

const NAME_LENGTH_MAX = 32

/** Brings an endpoint back, under another name if its own is taken by now. */
export function RestoreEndpoint({ workspace, deleted, onClose }: RestoreEndpointProps) {
  const t = useTranslations()
  const router = useRouter()
  const toasts = useToasts()
  const errorText = useErrorText()
  const { id, name: oldName, is_name_free: isFree, deployments } = deleted
  const [name, setName] = useState(isFree ? oldName : "")
  // Sent again after a lost answer, it restores once.
  const [key] = useState(newKey)
  const restore = useChange(
    async () =>
      await sendJson<OnlineEndpointView>("POST", fillPath(apiPaths.restoreEndpoint, { workspace, id }), {
        body: name === oldName ? {} : { name },
        idempotencyKey: `${key}-${name}`,
      }),
    {
      onDone: ({ body }) => {
        toasts.add({
          title: t("deletedEndpoints.restored", { name: body.name }),
          description: t("deletedEndpoints.restoredHint"),
          actionProps: {
            children: t("deletedEndpoints.open"),
            onClick: () => router.push(pagePaths.endpoint(workspace, body.name)),
          },
        })
        onClose()
      },
    },
  )
  return (
    <Dialog
      title={t("deletedEndpoints.restoreTitle", { name: oldName })}
      description={t("deletedEndpoints.restoreHint", {
        count: deployments.length,
        names: deployments.join(", "),
      })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="submit"
            form="restore-endpoint"
            variant="primary"
            isPending={restore.isPending}
            disabled={name === ""}
          >
            {t("deletedEndpoints.restore")}
          </Button>
        </>
      }
    >
      {restore.error && (
        <Callout tone="bad" isAlert title={t("deletedEndpoints.notRestored")}>
          <p>{errorText(restore.error)}</p>
        </Callout>
      )}
      <form
        id="restore-endpoint"
        onSubmit={(event) => {
          event.preventDefault()
          restore.mutate()
        }}
      >
        <Field
          label={t("deletedEndpoints.name")}
          hint={t(isFree ? "deletedEndpoints.nameHint" : "deletedEndpoints.newNameHint", { name: oldName })}
        >
          {(control) => (
            <Input
              {...control}
              required
              value={name}
              maxLength={NAME_LENGTH_MAX}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => setName(target.value.trim())}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
