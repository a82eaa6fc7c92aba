"use client"

import Link from "next/link"
import { useTranslations } from "use-intl/react"

import { operationsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { QueryBlock } from "#components/ui/states.tsx"
import { pagePaths } from "#lib/urls/contract.ts"

import { NoticeSwitch } from "./notice-switch.tsx"
import { OperationItem } from "./operation-item.tsx"

interface OperationListProps {
  readonly workspace: string
  /** Called when somebody goes to a page. */
  readonly onNavigate: () => void
}

/** The workspace's latest operations; what still runs comes first. */
export function OperationList({ workspace, onNavigate }: OperationListProps) {
  const t = useTranslations("operations")
  const query = useApi(operationsQuery(workspace))
  const empty = {
    isEmpty: ({ items }: { items: readonly unknown[] }) => items.length === 0,
    content: <p className="p-4 text-fg-2">{t("empty")}</p>,
  }
  return (
    <>
      <QueryBlock query={query} what={t("what")} skeletonRows={3} empty={empty}>
        {({ items }) => (
          <ul>
            {items
              .toSorted((a, b) => Number(b.status === "InProgress") - Number(a.status === "InProgress"))
              .map((operation) => (
                <OperationItem key={operation.id} workspace={workspace} operation={operation} onNavigate={onNavigate} />
              ))}
          </ul>
        )}
      </QueryBlock>
      <p className="border-t border-line px-3 py-2">
        <Link href={pagePaths.activity(workspace)} className="text-accent underline" onClick={onNavigate}>
          {t("all")}
        </Link>
      </p>
      <NoticeSwitch />
    </>
  )
}
