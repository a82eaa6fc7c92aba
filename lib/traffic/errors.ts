import { defineErrors } from "#lib/kernel/errors.ts"

export const trafficErrors = defineErrors({
  invalidSplit: {
    code: "traffic.invalid_split",
    status: 400,
    cause: "The shares break a rule: whole percents, sum 0 or 100, deployments that exist.",
    check: "The details name each rule that is broken and the sum.",
  },
  notReady: {
    code: "traffic.not_ready",
    status: 409,
    cause: "The share of a deployment without a ready instance would rise.",
    check: "Wait until it is ready, or force the change with a reason.",
  },
  forceNeedsReason: {
    code: "traffic.force_needs_reason",
    status: 400,
    cause: "A change that is forced past the readiness rule must say why.",
    check: "Send `reason` with `force: true`.",
  },
  endpointNotFound: {
    code: "endpoints.not_found",
    status: 404,
    cause: "There is no such endpoint in this workspace, or it was deleted.",
    check: "`caudal online-endpoint list` shows the endpoints.",
  },
  deploymentNotFound: {
    code: "deployments.not_found",
    status: 404,
    cause: "The endpoint has no such deployment, or it was deleted.",
    check: "`caudal online-deployment list -e <endpoint>` shows its deployments.",
  },
  conflict: {
    code: "traffic.conflict",
    status: 412,
    cause: "The endpoint changed since it was read.",
    check: "Read it again, look at the difference, and repeat the change.",
  },
  revisionNotFound: {
    code: "traffic.revision_not_found",
    status: 404,
    cause: "There is no such traffic revision of this endpoint.",
    check: "List the traffic revisions.",
  },
})
