import { parseAssetReference, requireAsset } from "#lib/assets/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import { homeAt } from "#lib/kernel/home.ts"
import type { Home } from "#lib/kernel/home.ts"

import { environmentInput, environmentSpec } from "./environment-input.ts"
import type { EnvironmentSpec } from "./environment-input.ts"
import { environmentKind } from "./environment-kind.ts"
import { environmentErrors } from "./errors.ts"
import { registerEnvironment } from "./register-environment.ts"

/** One exact version of an environment, as a deployment's revision keeps it. */
export interface ResolvedEnvironment {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly spec: EnvironmentSpec
}

/**
 * What `environment` in a deployment means: `azureml:NAME:VERSION`, `azureml:NAME@latest`, or an environment written in
 * place, which is registered (under its own name, or as an anonymous one).
 *
 * @throws environments.definition_invalid, assets.reference_invalid, assets.not_found, and what `registerEnvironment` throws.
 */
export async function resolveEnvironment(
  ctx: Context,
  environment: string | Readonly<Record<string, unknown>>,
  home: Home = homeAt(),
): Promise<ResolvedEnvironment> {
  if (typeof environment === "string") {
    const { id, name, version, spec } = await requireAsset(
      ctx,
      environmentKind,
      parseAssetReference(environment, "environment"),
    )
    return { id, name, version, spec }
  }
  const parsed = environmentInput.safeParse(environment)
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => {
      const target = ["environment", ...issue.path].join(".")
      return { code: issue.code, target, message: `${target} ${issue.message}` }
    })
    throw new AppError(environmentErrors.definitionInvalid, `${details[0]?.message}.`, {
      target: details[0]?.target ?? "environment",
      details,
    })
  }
  const registered = await registerEnvironment(ctx, { ...parsed.data, reusesNewest: true }, home)
  const { id, name, version } = registered.environment
  return { id, name, version, spec: environmentSpec.parse(registered.environment) }
}
