"use client"

import { ArchiveRestore } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { deletedDeploymentsQuery } from "#components/data/queries.ts"
import { sendJson } from "#components/data/send-json.ts"
import { useApi } from "#components/data/use-api.ts"
import { useChange } from "#components/data/use-change.ts"
import { useErrorText } from "#components/data/use-error-text.ts"
import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Table } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import { useToasts } from "#components/ui/toasts.tsx"
import type { DeletedDeploymentView } from "#lib/deletions/contract.ts"
import { apiPaths, fillPath } from "#lib/urls/contract.ts"

interface DeletedDeploymentsProps {
  readonly workspace: string
  readonly endpoint: string
}

/** Deployments that were deleted and can still be restored. Nothing while there are none. */
export function DeletedDeployments({ workspace, endpoint }: DeletedDeploymentsProps) {
  const t = useTranslations("deployments.deleted")
  const { data } = useApi(deletedDeploymentsQuery(workspace, endpoint))
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={t("title")}>
      <Table
        caption={t("caption", { endpoint })}
        rows={data.items}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "name",
            header: t("name"),
            isTitle: true,
            cell: ({ name }) => <span className="font-medium">{name}</span>,
          },
          { id: "at", header: t("at"), cell: ({ deleted_at: at }) => <Time at={at} isRelative /> },
          { id: "by", header: t("by"), from: "md", cell: ({ deleted_by: by }) => by ?? "–" },
          { id: "until", header: t("until"), from: "md", cell: ({ purge_at: at }) => <Time at={at} /> },
          {
            id: "restore",
            header: <span className="sr-only">{t("act")}</span>,
            isTitle: true,
            cell: (deleted) => <Restore workspace={workspace} endpoint={endpoint} deleted={deleted} />,
          },
        ]}
      />
    </Panel>
  )
}

interface RestoreProps extends DeletedDeploymentsProps {
  readonly deleted: DeletedDeploymentView
}

function Restore({ workspace, endpoint, deleted: { id, name } }: RestoreProps) {
  const t = useTranslations("deployments.deleted")
  const text = useErrorText()
  const toasts = useToasts()
  const permission = usePermission("deployments/write")
  const restore = useChange(
    async () => await sendJson("POST", fillPath(apiPaths.restoreDeployment, { workspace, endpoint, id }), { body: {} }),
    {
      onDone: () => toasts.add({ title: t("restored", { name }), description: t("restoredHint") }),
      onFailed: (error) => toasts.add({ title: t("taken", { name }), description: text(error) }),
    },
  )
  return (
    <div className="flex sm:justify-end">
      <GatedButton
        size="sm"
        permission={permission}
        icon={<ArchiveRestore aria-hidden className="size-3.5" />}
        isPending={restore.isPending}
        onClick={() => restore.mutate()}
      >
        {t("restore", { name })}
      </GatedButton>
    </div>
  )
}
