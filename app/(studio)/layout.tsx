import type { ReactNode } from "react"

import { Shell } from "#components/shell/shell.tsx"
import { readViewer } from "#lib/http/pages.ts"

/** The frame of every page. Who may see what is decided by each page and by the API, never here. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const { me } = await readViewer()
  return me ? <Shell me={me}>{children}</Shell> : children
}
