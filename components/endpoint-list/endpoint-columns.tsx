"use client"

import type { ReactNode } from "react"

import { TrafficBar } from "#components/traffic/traffic-bar.tsx"
import type { Column } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { COLUMN_IDS } from "./column-ids.ts"
import type { ColumnId } from "./column-ids.ts"
import { DeploymentsCell, NameCell, StatusCell, TagsCell } from "./endpoint-cells.tsx"

const CELLS: Readonly<Record<ColumnId, (endpoint: OnlineEndpointView) => ReactNode>> = {
  status: (endpoint) => <StatusCell endpoint={endpoint} />,
  traffic: ({ deployments }) => (
    <div className="sm:w-24">
      <TrafficBar shares={deployments} />
    </div>
  ),
  deployments: (endpoint) => <DeploymentsCell endpoint={endpoint} />,
  auth: ({ auth_mode: mode }) => <code className="font-mono text-sm">{mode}</code>,
  tags: ({ tags }) => <TagsCell tags={tags} />,
  updated: ({ updated_at: at }) => <Moment at={at} />,
  created: ({ created_at: at }) => <Moment at={at} />,
}

/** Screens narrower than this leave a column out, unless somebody chose it. */
const FROM: Partial<Record<ColumnId, "lg" | "xl" | "2xl">> = { auth: "2xl", tags: "xl", updated: "lg", created: "2xl" }

interface ColumnOptions {
  readonly workspace: string
  /** The chosen ones; null is all that fit on the screen. */
  readonly chosen: readonly ColumnId[] | null
  readonly header: (id: "name" | ColumnId) => string
}

/** The columns of the list in their order; the name is always the first. */
export function endpointColumns({
  workspace,
  chosen,
  header,
}: ColumnOptions): ReadonlyArray<Column<OnlineEndpointView>> {
  const shown = COLUMN_IDS.filter((id) => chosen?.includes(id) ?? true)
  return [
    {
      id: "name",
      header: header("name"),
      isSortable: true,
      isTitle: true,
      cell: (endpoint) => <NameCell workspace={workspace} endpoint={endpoint} />,
    },
    ...shown.map((id) => {
      const from = chosen === null ? FROM[id] : undefined
      return { id, header: header(id), isSortable: true, cell: CELLS[id], ...(from ? { from } : {}) }
    }),
  ]
}

function Moment({ at }: { readonly at: string }) {
  return (
    <span className="whitespace-nowrap">
      <Time at={at} isRelative />
    </span>
  )
}
