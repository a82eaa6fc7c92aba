"use client"

import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"

import type { ApiError } from "#components/data/api-error.ts"

import { ErrorBlock } from "./error-block.tsx"
import { Skeleton } from "./skeleton.tsx"

interface QueryBlockProps<T> {
  readonly query: Pick<UseQueryResult<T, ApiError>, "data" | "error"> & { readonly refetch: () => Promise<unknown> }
  /** What the block shows, for its error: "the deployments". */
  readonly what: string
  /** Rows of the skeleton, close to what will come, so that nothing jumps. */
  readonly skeletonRows?: number
  /** Shown in place of the content when it says that there is nothing. */
  readonly empty?: { readonly isEmpty: (data: T) => boolean; readonly content: ReactNode }
  readonly children: (data: T) => ReactNode
}

/** One block's states: loading, error or forbidden, stale, empty, content. */
export function QueryBlock<T>({ query, what, skeletonRows = 4, empty, children }: QueryBlockProps<T>) {
  const t = useTranslations("states")
  if (query.data === undefined) {
    if (query.error) return <ErrorBlock error={query.error} what={what} onRetry={() => void query.refetch()} />
    return <Skeleton rows={skeletonRows} label={t("loading", { what })} />
  }
  const content = empty?.isEmpty(query.data) ? empty.content : children(query.data)
  const { error } = query
  // The content stands in one place with and without an error: in another one React would draw it anew, without what was typed.
  return (
    <div className={error ? "flex flex-col gap-3" : "contents"}>
      {error && <ErrorBlock error={error} what={what} isStale onRetry={() => void query.refetch()} />}
      <div className={error ? "opacity-60" : "contents"}>{content}</div>
    </div>
  )
}

interface EmptyStateProps {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** There is nothing here, why, and what to do about it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong p-6">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-fg-2">{children}</div>}
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
