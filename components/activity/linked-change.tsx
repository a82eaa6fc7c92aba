"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { changeQuery } from "#components/data/activity-queries.ts"
import { useApi } from "#components/data/use-api.ts"

import { ChangeItem } from "./change-item.tsx"

interface LinkedChangeProps {
  readonly workspace: string
  readonly id: number
}

/** The change that a link names, where the loaded ones do not have it: it is older, or the filters hide it. */
export function LinkedChange({ workspace, id }: LinkedChangeProps) {
  const t = useTranslations("activity")
  const [isOpen, setOpen] = useState(true)
  const { data } = useApi(changeQuery(workspace, id))
  const change = data?.items.find((one) => one.id === id)
  if (!change) return null
  return (
    <section aria-label={t("linked")} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t("linked")}</h2>
      <ol className="rounded-lg border border-accent bg-panel">
        <ChangeItem
          workspace={workspace}
          change={change}
          isOpen={isOpen}
          isLinked
          onToggle={() => setOpen((before) => !before)}
        />
      </ol>
    </section>
  )
}
