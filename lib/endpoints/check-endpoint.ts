import { AppError } from "#lib/kernel/errors.ts"
import type { ErrorDetail } from "#lib/kernel/errors.ts"

import { endpointErrors } from "./errors.ts"
import type { OnlineEndpointInput } from "./schema.ts"

/**
 * Refuses by name what a valid Azure file may ask for and this installation cannot give, so that nobody believes it is in
 * force.
 *
 * @throws endpoints.unsupported with one detail per key
 */
export function checkEndpoint(input: OnlineEndpointInput): void {
  const details: ErrorDetail[] = []
  const refuse = (target: string, message: string) => details.push({ code: "unsupported", target, message })
  if (input.auth_mode !== "key") {
    refuse("auth_mode", `auth_mode "${input.auth_mode}" is not available here. Use "key".`)
  }
  if (input.compute) {
    refuse(
      "compute",
      "Endpoints of a Kubernetes compute are not available here. Remove `compute` for a managed endpoint.",
    )
  }
  if (input.public_network_access === "disabled") {
    refuse(
      "public_network_access",
      'Private endpoints are not available here. Use "enabled" and bind CAUDAL_HOST to a private address.',
    )
  }
  if (Object.values(input.mirror_traffic ?? {}).some((percent) => percent > 0)) {
    refuse("mirror_traffic", "Mirrored traffic is not available here. Remove `mirror_traffic`.")
  }
  if (details.length > 0) {
    throw new AppError(endpointErrors.unsupported, details.map(({ message }) => message).join(" "), {
      target: details[0]?.target ?? "",
      details,
    })
  }
}
