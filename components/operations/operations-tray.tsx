"use client"

import { LoaderCircle, ListChecks } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { operationsQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Popover } from "#components/ui/popover.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"

const OperationList = dynamic(async () => (await import("./operation-list.tsx")).OperationList, {
  ssr: false,
  loading: () => <Skeleton rows={3} label="" />,
})

/** What is being done in the workspace and what was done last, behind one button with the number of what still runs. */
export function OperationsTray({ workspace }: { readonly workspace: string }) {
  const t = useTranslations("operations")
  const [isOpen, setOpen] = useState(false)
  const { data } = useApi(operationsQuery(workspace))
  const running = data?.items.filter(({ status }) => status === "InProgress").length ?? 0
  const trigger = (
    <IconButton
      label={t("button", { running })}
      className="relative"
      icon={
        <>
          {running > 0 ? (
            <LoaderCircle aria-hidden className="size-4 animate-spin" />
          ) : (
            <ListChecks aria-hidden className="size-4" />
          )}
          {running > 0 && (
            <span
              aria-hidden
              className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent px-1 text-xs font-medium text-on-accent"
            >
              {running}
            </span>
          )}
        </>
      }
    />
  )
  return (
    <Popover trigger={trigger} title={t("heading")} isOpen={isOpen} onOpenChange={setOpen}>
      <OperationList workspace={workspace} onNavigate={() => setOpen(false)} />
    </Popover>
  )
}
