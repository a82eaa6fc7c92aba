"use client"

import { useTranslations } from "use-intl/react"

import type { Action, Role } from "#lib/identity/contract.ts"

import { leastRole } from "./least-role.ts"
import { useViewer } from "./viewer.tsx"

/** Whether the person may do something here, and if not, why. */
export interface Permission {
  readonly isAllowed: boolean
  /** For the tooltip or hint of what is disabled; null if it is allowed. */
  readonly reason: string | null
  /** The first of the roles, from least to most, that may; null if no role may. */
  readonly neededRole: Role | null
}

/** Whether the person's role in this workspace allows `action`. The API decides again; this is for what pages offer. */
export function usePermission(action: Action): Permission {
  const t = useTranslations("states")
  const { isAllowed, roleActions, workspace } = useViewer()
  const neededRole = leastRole(roleActions, action)
  if (isAllowed(action)) return { isAllowed: true, reason: null, neededRole }
  return {
    isAllowed: false,
    reason: t("needsRole", { needed: neededRole ?? "Admin", own: workspace?.role ?? "none" }),
    neededRole,
  }
}
