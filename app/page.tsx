import { redirect } from "next/navigation"

import { readViewer } from "#lib/http/pages.ts"
import { pagePaths } from "#lib/urls/contract.ts"

export default async function StartPage() {
  const { me, isUnavailable } = await readViewer()
  // The layout says so; who is signed in must not be led to the sign-in page.
  if (isUnavailable) return null
  const workspace = me?.workspaces[0]
  if (workspace) redirect(pagePaths.home(workspace.name))
  redirect(me ? pagePaths.me : pagePaths.login())
}
