import type { ReactNode } from "react"

import { Shell } from "#components/shell/shell.tsx"
import { readViewer } from "#lib/http/pages.ts"
import { ROLE_ACTIONS } from "#lib/identity/contract.ts"

/** The frame of every page. Who may see what is decided by each page and by the API, never here. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { me, isSidebarCollapsed } = await readViewer()
  return me ? (
    <Shell me={me} roleActions={ROLE_ACTIONS} isSidebarCollapsed={isSidebarCollapsed}>
      {children}
    </Shell>
  ) : (
    children
  )
}
