"use client"

import { useTranslations } from "use-intl/react"

import { membersQuery } from "#components/data/queries.ts"
import { useApi } from "#components/data/use-api.ts"

import { leastRole } from "./least-role.ts"
import { useViewerIfAny } from "./viewer.tsx"

/** Ends the addresses of programs (RFC 2606): nobody reads them. */
const NOBODY = ".invalid"

/** Which role somebody needs for what was refused, and which Admins of the workspace can give it to them. */
export function ForbiddenHelp({ action }: { readonly action: string | undefined }) {
  const t = useTranslations("states")
  const viewer = useViewerIfAny()
  const workspace = viewer?.workspace
  const { data } = useApi(membersQuery(workspace?.name ?? ""), { isEnabled: workspace !== undefined })
  const admins = data?.items.filter(({ role, email }) => role === "Admin" && !email.endsWith(NOBODY)) ?? []
  const needed = viewer && action !== undefined ? leastRole(viewer.roleActions, action) : null
  return (
    <>
      <p>{needed && workspace ? t("needsRole", { needed, own: workspace.role }) : t("forbiddenHint")}</p>
      {admins.length > 0 && (
        <div>
          <p>{t("whoCanHelp", { count: admins.length })}</p>
          <ul className="flex flex-wrap gap-x-4">
            {admins.map(({ email, name }) => (
              <li key={email}>
                <a href={`mailto:${email}`} className="text-accent underline">
                  {name || email}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
