import { authPaths, pagePaths } from "#lib/urls/contract.ts"

import { postAuth } from "./post-auth.ts"

/** Ends this browser's session and leads to the sign-in page. */
export async function signOut(): Promise<void> {
  await postAuth(authPaths.signOut, {})
  window.location.assign(pagePaths.login())
}
