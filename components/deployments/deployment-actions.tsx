"use client"

import { Copy, EllipsisVertical, FileText, Pencil, Scaling, Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl/react"

import { usePermission } from "#components/identity/use-permission.ts"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx"
import type { OnlineDeploymentView } from "#lib/deployments/contract.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { DeleteDeploymentDialog } from "./delete-deployment-dialog.tsx"
import { deploymentLogHref } from "./log-href.ts"
import { ScaleDialog } from "./scale-dialog.tsx"

interface DeploymentActionsProps {
  readonly workspace: string
  readonly deployment: OnlineDeploymentView
  /** Shares of all deployments of its endpoint, percent. */
  readonly traffic: Readonly<Record<string, number>>
  /** What follows a deletion, for a page that is about the deployment itself. */
  readonly onDeleted?: () => void
}

/** Everything that can be done to a deployment. What the person may not do stays in its place, with the reason. */
export function DeploymentActions({ workspace, deployment, traffic, onDeleted }: DeploymentActionsProps) {
  const t = useTranslations("deployments")
  const write = usePermission("deployments/write")
  const remove = usePermission("deployments/delete")
  const [open, setOpen] = useState<"scale" | "delete" | null>(null)
  const { name, endpoint_name: endpoint } = deployment
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("actionsOf", { name })} icon={<EllipsisVertical aria-hidden className="size-4" />} />
        }
      >
        {write.isAllowed ? (
          <>
            <MenuLink
              href={pagePaths.editDeployment(workspace, endpoint, name)}
              icon={<Pencil aria-hidden className="size-4" />}
            >
              {t("edit")}
            </MenuLink>
            <MenuItem icon={<Scaling aria-hidden className="size-4" />} onSelect={() => setOpen("scale")}>
              {t("scale")}
            </MenuItem>
            <MenuLink
              href={`${pagePaths.newDeployment(workspace, endpoint)}?${new URLSearchParams({ from: name }).toString()}`}
              icon={<Copy aria-hidden className="size-4" />}
            >
              {t("clone")}
            </MenuLink>
          </>
        ) : (
          <MenuGroup label={write.reason ?? ""}>
            <MenuItem isDisabled icon={<Pencil aria-hidden className="size-4" />}>
              {t("edit")}
            </MenuItem>
            <MenuItem isDisabled icon={<Scaling aria-hidden className="size-4" />}>
              {t("scale")}
            </MenuItem>
            <MenuItem isDisabled icon={<Copy aria-hidden className="size-4" />}>
              {t("clone")}
            </MenuItem>
          </MenuGroup>
        )}
        <MenuLink
          href={deploymentLogHref(workspace, endpoint, name, "instance")}
          icon={<FileText aria-hidden className="size-4" />}
        >
          {t("logs")}
        </MenuLink>
        <MenuSeparator />
        <MenuItem
          isDangerous
          isDisabled={!remove.isAllowed}
          icon={<Trash2 aria-hidden className="size-4" />}
          onSelect={() => setOpen("delete")}
        >
          {t("delete")}
        </MenuItem>
      </Menu>
      {open === "scale" && <ScaleDialog workspace={workspace} deployment={deployment} onClose={close} />}
      {open === "delete" && (
        <DeleteDeploymentDialog
          workspace={workspace}
          deployment={deployment}
          traffic={traffic}
          onClose={close}
          onDeleted={onDeleted}
        />
      )}
    </>
  )
}
