"use client"

import { Plus } from "lucide-react"
import dynamic from "next/dynamic"
import { parseAsStringLiteral, useQueryState } from "nuqs"
import { useTranslations } from "use-intl/react"

import { tokensQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Button } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"

import { TokenTable } from "./token-table.tsx"

const NewToken = dynamic(async () => (await import("./new-token.tsx")).NewToken, { ssr: false })

/** Tokens for the command line and the API. */
export function TokensPanel() {
  const t = useTranslations("me")
  const query = useApi(tokensQuery)
  const [making, setMaking] = useQueryState("new", parseAsStringLiteral(["token"]))
  const open = () => void setMaking("token", { history: "push" })
  return (
    <Panel
      title={t("tokens")}
      description={t("tokensAbout")}
      actions={
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={open}>
          {t("tokenNew")}
        </Button>
      }
    >
      <QueryBlock
        query={query}
        what={t("tokensWhat")}
        skeletonRows={2}
        empty={{
          isEmpty: ({ items }) => items.length === 0,
          content: <EmptyState title={t("tokensEmpty")}>{t("tokensEmptyHint")}</EmptyState>,
        }}
      >
        {({ items, next_cursor }) => (
          <>
            <TokenTable tokens={items} />
            {next_cursor !== null && <p className="text-fg-2">{t("tokenMore", { count: items.length })}</p>}
          </>
        )}
      </QueryBlock>
      {making && <NewToken onClose={() => void setMaking(null)} />}
    </Panel>
  )
}
