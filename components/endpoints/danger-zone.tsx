"use client"

import { Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { Panel } from "#components/ui/panel.tsx"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"

import { DeleteEndpointDialog } from "./delete-endpoint-dialog.tsx"

interface DangerZoneProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
}

/** What ends an endpoint, apart from everything else. */
export function DangerZone({ workspace, endpoint }: DangerZoneProps) {
  const t = useTranslations("endpointSettings")
  const permission = usePermission("endpoints/delete")
  const [isAsking, setAsking] = useState(false)
  return (
    <Panel title={t("danger")} description={t("deleteHint")}>
      <div>
        <GatedButton
          permission={permission}
          variant="danger"
          icon={<Trash2 aria-hidden className="size-4" />}
          onClick={() => setAsking(true)}
        >
          {t("delete")}
        </GatedButton>
      </div>
      {isAsking && <DeleteEndpointDialog workspace={workspace} endpoint={endpoint} onClose={() => setAsking(false)} />}
    </Panel>
  )
}
