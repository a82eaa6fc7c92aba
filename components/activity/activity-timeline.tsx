"use client"

import { useQueryStates } from "nuqs"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { activityQuery } from "#components/data/activity-queries.ts"
import { usePages } from "#components/data/use-pages.ts"
import { useRowKeys } from "#components/shortcuts/use-row-keys.ts"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { EmptyState, QueryBlock } from "#components/ui/states.tsx"
import { useDebounced } from "#components/ui/use-debounced.ts"

import { ACTIVITY_PARSERS, toActivityFilter } from "./activity-state.ts"
import { ActivityToolbar } from "./activity-toolbar.tsx"
import { ChangeDays } from "./change-days.tsx"
import { LinkedChange } from "./linked-change.tsx"

const TYPING_MS = 300

interface ActivityTimelineProps {
  readonly workspace: string
  /** Shows what happened to this endpoint and its deployments alone. */
  readonly endpoint?: string
}

/** Who changed what, when, and how it ended: newest first, as far back as somebody reads. */
export function ActivityTimeline({ workspace, endpoint }: ActivityTimelineProps) {
  const t = useTranslations("activity")
  const [state, setState] = useQueryStates(ACTIVITY_PARSERS, { history: "replace" })
  // The change that the link named when the page was opened: it is brought into view once.
  const [linked] = useState(state.t)
  const filter = toActivityFilter({ ...state, q: useDebounced(state.q, TYPING_MS) }, endpoint)
  const query = usePages(activityQuery(workspace, filter))
  const list = useRowKeys<HTMLDivElement>()
  const isFiltered = state.q !== "" || state.type !== null || state.result !== null || state.actor !== ""
  const clear = () => void setState({ q: null, type: null, result: null, actor: null })
  const empty = isFiltered ? (
    <EmptyState title={t("noMatch")} actions={<Button onClick={clear}>{t("clearFilters")}</Button>} />
  ) : (
    <EmptyState title={t("emptyTitle")}>{t("emptyHint")}</EmptyState>
  )
  return (
    <section aria-label={t("caption")} className="flex min-w-0 flex-col gap-4">
      <ActivityToolbar
        state={state}
        onChange={(change) => void setState(change)}
        onClear={isFiltered ? clear : null}
        changes={query.data ?? []}
        isOfEndpoint={endpoint !== undefined}
      />
      <QueryBlock
        query={query}
        what={t("what")}
        skeletonRows={12}
        empty={{ isEmpty: (changes) => changes.length === 0, content: empty }}
      >
        {(changes) => (
          <div ref={list} className={cx("flex flex-col gap-4", query.isPlaceholderData && "opacity-60")}>
            {linked !== null && !changes.some(({ id }) => id === linked) && (
              <LinkedChange workspace={workspace} id={linked} />
            )}
            <ChangeDays
              workspace={workspace}
              changes={changes}
              open={state.t}
              linked={linked}
              onOpen={(id) => void setState({ t: id })}
            />
            {query.hasNextPage ? (
              <Button
                className="self-center"
                isPending={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t("older")}
              </Button>
            ) : (
              <p className="self-center text-sm text-fg-2">{t("end")}</p>
            )}
          </div>
        )}
      </QueryBlock>
    </section>
  )
}
