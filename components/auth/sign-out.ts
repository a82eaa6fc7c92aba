import { forgetTab } from "#components/data/session-store.ts"
import { forgetRuns } from "#components/playground/kept-runs.ts"
import { authPaths, pagePaths } from "#lib/urls/contract.ts"

import { postAuth } from "./post-auth.ts"

/** Ends this browser's session and leads to the sign-in page. What was sent and typed stays behind for nobody. */
export async function signOut(): Promise<void> {
  await postAuth(authPaths.signOut, {})
  forgetRuns()
  forgetTab()
  window.location.assign(pagePaths.login())
}
