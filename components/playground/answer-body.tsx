"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { CodeBlock } from "#components/ui/code-block.tsx"
import { Segmented } from "#components/ui/segmented.tsx"
import { Table } from "#components/ui/table.tsx"
import type { TestResult } from "#lib/endpoints/contract.ts"

import { readTable } from "./read-table.ts"

const VIEWS = ["pretty", "raw", "table"] as const
type View = (typeof VIEWS)[number]

function prettify(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** The answer's body: formatted, as it came, or as a table. */
export function AnswerBody({ result }: { readonly result: TestResult }) {
  const t = useTranslations("test")
  const [view, setView] = useState<View>("pretty")
  const table = result.is_base64 ? null : readTable(result.body)
  const views = VIEWS.filter((one) => one !== "table" || table !== null)
  const shown = view === "table" && table === null ? "pretty" : view
  if (result.body === "") return <p className="text-fg-2">{t("emptyBody")}</p>
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Segmented
        label={t("view")}
        options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
        value={shown}
        onChange={setView}
      />
      {shown === "table" && table ? (
        <div className="overflow-x-auto">
          <Table
            caption={t("answer")}
            rows={table.rows.map((cells, index) => ({ cells, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              { id: "#", header: "#", isNumber: true, cell: ({ index }) => index },
              ...table.columns.map((name, index) => ({
                id: `c${name}`,
                header: name,
                cell: ({ cells }: { cells: readonly string[] }) => cells[index],
              })),
            ]}
          />
          {table.total > table.rows.length && (
            <p className="text-sm text-fg-2">{t("firstRows", { shown: table.rows.length, total: table.total })}</p>
          )}
        </div>
      ) : (
        <CodeBlock code={shown === "pretty" ? prettify(result.body) : result.body} label={t("copyAnswer")} />
      )}
      {result.is_base64 && <p className="text-sm text-fg-2">{t("isBase64")}</p>}
      {result.is_truncated && <p className="text-sm text-warn">{t("isTruncated")}</p>}
    </div>
  )
}
