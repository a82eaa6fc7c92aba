"use client"

import { Trash2 } from "lucide-react"
import dynamic from "next/dynamic"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { Button } from "#components/ui/button.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

const DeleteEndpoints = dynamic(async () => (await import("./delete-endpoints.tsx")).DeleteEndpoints, { ssr: false })

interface SelectionBarProps {
  readonly workspace: string
  readonly endpoints: readonly OnlineEndpointView[]
  readonly onClear: () => void
}

/** What can be done with the chosen endpoints. */
export function SelectionBar({ workspace, endpoints, onClear }: SelectionBarProps) {
  const t = useTranslations("endpoints")
  const [isDeleting, setDeleting] = useState(false)
  return (
    <div className="sticky top-14 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-accent bg-accent-soft px-3 py-2">
      <p className="mr-auto font-medium">{t("selected", { count: endpoints.length })}</p>
      <Button size="sm" variant="ghost" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <Button
        size="sm"
        variant="danger"
        icon={<Trash2 aria-hidden className="size-3.5" />}
        onClick={() => setDeleting(true)}
      >
        {t("deleteSelected", { count: endpoints.length })}
      </Button>
      {isDeleting && (
        <DeleteEndpoints
          workspace={workspace}
          endpoints={endpoints}
          onClose={() => setDeleting(false)}
          onDone={onClear}
        />
      )}
    </div>
  )
}
