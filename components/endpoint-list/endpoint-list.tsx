"use client"

import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl/react"

import { endpointsQuery } from "#components/data/queries.ts"
import { useAllRows } from "#components/data/use-all-rows.ts"
import { DraftList } from "#components/drafts/draft-list.tsx"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import type { ColumnId } from "./column-ids.ts"
import { EndpointTable } from "./endpoint-table.tsx"
import { FirstEndpoint } from "./first-endpoint.tsx"

interface EndpointListProps {
  readonly workspace: string
  /** What this browser remembers; null is the usual. */
  readonly savedColumns: readonly ColumnId[] | null
}

/** Find, compare and act on endpoints. */
export function EndpointList({ workspace, savedColumns }: EndpointListProps) {
  const t = useTranslations()
  const query = useAllRows(endpointsQuery(workspace))
  const permission = usePermission("endpoints/write")
  return (
    <>
      <PageHeader
        title={t("titles.endpoints")}
        actions={
          <>
            <ButtonLink
              href={pagePaths.deletedEndpoints(workspace)}
              icon={<Trash2 aria-hidden className="size-4" />}
              variant="ghost"
            >
              {t("titles.deletedEndpoints")}
            </ButtonLink>
            <GatedLink
              permission={permission}
              href={pagePaths.newEndpoint(workspace)}
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
            >
              {t("titles.newEndpoint")}
            </GatedLink>
          </>
        }
      />
      <DraftList workspace={workspace} />
      <QueryBlock
        query={query}
        what={t("endpoints.what")}
        skeletonRows={8}
        empty={{ isEmpty: ({ items }) => items.length === 0, content: <FirstEndpoint workspace={workspace} /> }}
      >
        {(rows) => <EndpointTable workspace={workspace} rows={rows} savedColumns={savedColumns} />}
      </QueryBlock>
    </>
  )
}
