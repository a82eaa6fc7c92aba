"use client"

import { useTranslations } from "use-intl/react"

import { signOut } from "#components/auth/sign-out.ts"
import { sessionsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { Button } from "#components/ui/button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { QueryBlock } from "#components/ui/states.tsx"
import { Table } from "#components/ui/table.tsx"
import type { Column } from "#components/ui/table.tsx"
import { Time } from "#components/ui/time.tsx"
import type { SessionView } from "#lib/identity/contract.ts"

import { useBrowserName } from "./use-browser-name.ts"
import { useEndSessions } from "./use-end-sessions.ts"

/** The browsers in which one is signed in: this one, and the others to end. */
export function SessionsPanel() {
  const t = useTranslations("me")
  const query = useApi(sessionsQuery)
  const end = useEndSessions()
  const others = query.data?.items.filter(({ is_current }) => !is_current) ?? []
  return (
    <Panel
      title={t("sessions")}
      description={t("sessionsAbout")}
      actions={
        others.length > 0 && (
          <Button size="sm" isPending={end.isPending} onClick={() => end.mutate(others)}>
            {t("endOthers", { count: others.length })}
          </Button>
        )
      }
    >
      <QueryBlock query={query} what={t("sessionsWhat")} skeletonRows={2}>
        {({ items }) => <SessionTable sessions={items} end={end} />}
      </QueryBlock>
    </Panel>
  )
}

interface SessionTableProps {
  readonly sessions: readonly SessionView[]
  readonly end: ReturnType<typeof useEndSessions>
}

function SessionTable({ sessions, end }: SessionTableProps) {
  const t = useTranslations()
  const nameOf = useBrowserName()
  const columns: ReadonlyArray<Column<SessionView>> = [
    {
      id: "browser",
      header: t("me.browser"),
      cell: (session) => (
        <span className="flex flex-wrap gap-x-2">
          {nameOf(session.user_agent)}
          {session.is_current && <strong className="font-medium text-accent">{t("me.thisOne")}</strong>}
        </span>
      ),
    },
    { id: "seen", header: t("me.lastSeen"), cell: ({ last_seen_at }) => <Time at={last_seen_at} isRelative /> },
    { id: "since", header: t("me.since"), from: "md", cell: ({ created_at }) => <Time at={created_at} isRelative /> },
    {
      id: "end",
      header: <span className="sr-only">{t("me.endSession")}</span>,
      cell: (session) =>
        session.is_current ? (
          <Button size="sm" className="whitespace-nowrap" onClick={() => void signOut()}>
            {t("auth.signOut")}
          </Button>
        ) : (
          <Button
            size="sm"
            aria-label={t("me.endSessionOf", { browser: nameOf(session.user_agent) })}
            isPending={end.isPending && end.variables.includes(session)}
            onClick={() => end.mutate([session])}
          >
            {t("me.endSession")}
          </Button>
        ),
    },
  ]
  return <Table caption={t("me.sessions")} columns={columns} rows={sessions} rowKey={({ id }) => id} />
}
