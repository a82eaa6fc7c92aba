import { defineErrors } from "#lib/kernel/errors.ts"

/** Errors of certificates. */
export const tlsErrors = defineErrors({
  noLocalCa: {
    code: "tls.no_local_ca",
    status: 404,
    cause: "This installation has no certificate authority of its own: TLS is off.",
    check: "Where a load balancer ends TLS in front of Caudal, trust what its certificate is signed by.",
  },
})
