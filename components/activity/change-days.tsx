"use client"

import { useFormatter } from "use-intl/react"

import type { ActivityView } from "#lib/operations/contract.ts"

import { ChangeItem } from "./change-item.tsx"

interface ChangeDaysProps {
  readonly workspace: string
  /** Newest first. */
  readonly changes: readonly ActivityView[]
  readonly open: number | null
  readonly linked: number | null
  readonly onOpen: (id: number | null) => void
}

/** Changes under the days on which they began, in the zone of the page. */
export function ChangeDays({ workspace, changes, open, linked, onOpen }: ChangeDaysProps) {
  const format = useFormatter()
  const days = Map.groupBy(changes, ({ at }) =>
    format.dateTime(new Date(at), { weekday: "long", year: "numeric", month: "long", day: "numeric" }),
  )
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day} className="flex flex-col gap-2">
      <h2 className="font-semibold first-letter:uppercase">{day}</h2>
      <ol className="rounded-lg border border-line bg-panel">
        {ofDay.map((change) => (
          <ChangeItem
            key={change.id}
            workspace={workspace}
            change={change}
            isOpen={change.id === open}
            isLinked={change.id === linked}
            onToggle={() => onOpen(change.id === open ? null : change.id)}
          />
        ))}
      </ol>
    </section>
  ))
}
