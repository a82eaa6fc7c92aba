"use client"

import { FlaskConical, Pencil, Scaling } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { GatedButton } from "#components/identity/gated-button.tsx"
import { GatedLink } from "#components/identity/gated-link.tsx"
import { usePermission } from "#components/identity/use-permission.ts"
import { useShortcut } from "#components/shortcuts/use-shortcut.ts"
import { ButtonLink } from "#components/ui/button.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import type { OnlineEndpointView } from "#lib/endpoints/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { DeploymentActions } from "./deployment-actions.tsx"
import { DeploymentMark } from "./deployment-mark.tsx"
import { DeploymentStatus } from "./deployment-status.tsx"
import { looksOf } from "./looks-of.ts"
import { ScaleDialog } from "./scale-dialog.tsx"

interface DeploymentHeadingProps {
  readonly workspace: string
  readonly endpoint: OnlineEndpointView
  readonly deployment: OnlineDeploymentView
  readonly onDeleted: () => void
}

/** Which deployment this is, how it does, and what can be done to it. */
export function DeploymentHeading({ workspace, endpoint, deployment, onDeleted }: DeploymentHeadingProps) {
  const t = useTranslations("deployments")
  const permission = usePermission("deployments/write")
  const [isScaling, setScaling] = useState(false)
  const { name, generation, serving_generation: serving } = deployment
  const router = useRouter()
  const edit = pagePaths.editDeployment(workspace, endpoint.name, name)
  useShortcut({ keys: "s", label: t("scale"), run: () => setScaling(true), isEnabled: permission.isAllowed })
  useShortcut({ keys: "e", label: t("edit"), run: () => router.push(edit), isEnabled: permission.isAllowed })
  const percent = endpoint.traffic[name] ?? 0
  const test = `${pagePaths.endpointTab(workspace, endpoint.name, "test")}?${new URLSearchParams({ dep: name }).toString()}`
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="flex items-center gap-2 text-lg font-semibold">
            <DeploymentMark look={looksOf(endpoint)(name)} />
            {name}
          </h2>
          <DeploymentStatus deployment={deployment} />
        </div>
        <p className="text-fg-2">
          {t("page.share", { percent })} · {serving === null ? t("page.notServing") : t("page.serving", { serving })}
          {serving !== generation && `, ${t("page.wanted", { generation })}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <ButtonLink href={test} icon={<FlaskConical aria-hidden className="size-4" />}>
          {t("page.test")}
        </ButtonLink>
        <GatedButton
          permission={permission}
          icon={<Scaling aria-hidden className="size-4" />}
          onClick={() => setScaling(true)}
        >
          {t("scale")}
        </GatedButton>
        <GatedLink permission={permission} href={edit} icon={<Pencil aria-hidden className="size-4" />}>
          {t("edit")}
        </GatedLink>
        <DeploymentActions
          workspace={workspace}
          deployment={deployment}
          traffic={endpoint.traffic}
          onDeleted={onDeleted}
        />
      </div>
      {isScaling && <ScaleDialog workspace={workspace} deployment={deployment} onClose={() => setScaling(false)} />}
    </div>
  )
}
