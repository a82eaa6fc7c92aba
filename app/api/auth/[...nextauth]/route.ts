import { answerNextAuth, publicRoute } from "#lib/http/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = publicRoute({
  method: "GET",
  path: apiPaths.nextAuth,
  summary: "Sign-in by browser: next-auth's own pages and state",
  isForBrowsers: true,
  run: async ({ request, ...context }) => await answerNextAuth(request, context),
})

export const POST = publicRoute({
  method: "POST",
  path: apiPaths.nextAuth,
  summary: "Sign-in by browser: next-auth's own forms",
  isForBrowsers: true,
  run: async ({ request, ...context }) => await answerNextAuth(request, context),
})
