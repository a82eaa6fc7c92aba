import { publicRoute } from "#lib/http/index.ts"
import { readCaCertificate } from "#lib/tls/index.ts"
import { apiPaths } from "#lib/urls/index.ts"

export const GET = publicRoute({
  method: "GET",
  path: apiPaths.caCertificate,
  summary: "Download the certificate that callers need to trust the gateway, as PEM",
  run: async ({ services: { home, env } }) =>
    new Response(await readCaCertificate(home, env.CAUDAL_TLS === "on"), {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": 'attachment; filename="ca.pem"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    }),
})
