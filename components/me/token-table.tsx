"use client"

import { useTranslations } from "use-intl/react"

import { Table } from "#components/ui/table.tsx"
import type { Column } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import { useClock } from "#components/ui/use-clock.ts"
import type { TokenView } from "#lib/identity/contract.ts"

import { RevokeToken } from "./revoke-token.tsx"

const TICK_MS = 60_000

/** One's tokens: what each is for, how long it works and whether it is used at all. */
export function TokenTable({ tokens }: { readonly tokens: readonly TokenView[] }) {
  const t = useTranslations("me")
  const now = useClock(TICK_MS)
  const columns: ReadonlyArray<Column<TokenView>> = [
    { id: "name", header: t("tokenName"), cell: ({ name }) => <span className="font-medium break-words">{name}</span> },
    {
      id: "workspace",
      header: t("tokenWorkspace"),
      from: "md",
      cell: ({ workspace }) => workspace ?? t("tokenAll"),
    },
    {
      id: "used",
      header: t("tokenUsed"),
      cell: ({ last_used_at }) => (last_used_at === null ? t("tokenUnused") : <Time at={last_used_at} isRelative />),
    },
    {
      id: "expires",
      header: t("tokenLife"),
      cell: ({ expires_at }) => {
        if (expires_at === null) return t("tokenNever")
        if (Date.parse(expires_at) < now.getTime()) return <span className="text-bad">{t("tokenExpired")}</span>
        return <Time at={expires_at} isRelative />
      },
    },
    {
      id: "revoke",
      header: <span className="sr-only">{t("tokenRevoke")}</span>,
      cell: (token) => <RevokeToken token={token} />,
    },
  ]
  return <Table caption={t("tokens")} columns={columns} rows={tokens} rowKey={({ id }) => id} />
}
