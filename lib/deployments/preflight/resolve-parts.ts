import { resolveCode, resolveModel } from "#lib/assets/index.ts"
import type { ResolvedCode, ResolvedModel } from "#lib/assets/index.ts"
import { resolveEnvironment } from "#lib/environments/index.ts"
import type { ResolvedEnvironment } from "#lib/environments/index.ts"
import type { Context } from "#lib/identity/index.ts"
import { AppError } from "#lib/kernel/errors.ts"
import type { Home } from "#lib/kernel/home.ts"
import { transaction } from "#lib/storage/index.ts"

import type { OnlineDeploymentInput } from "../schema.ts"

/** What a reference came to: the thing itself, or why it is refused; null when the file names none. */
export type Part<T> =
  | { readonly found: T; readonly refusal: null }
  | { readonly found: null; readonly refusal: AppError }
  | null

export interface ResolvedParts {
  readonly model: Part<ResolvedModel>
  readonly code: Part<ResolvedCode>
  readonly environment: Part<ResolvedEnvironment>
}

/** Carries what was found out of a transaction that must leave nothing behind. */
class Undo extends Error {
  readonly parts: ResolvedParts

  constructor(parts: ResolvedParts) {
    super("Nothing of a look ahead is kept.")
    this.parts = parts
  }
}

/**
 * Resolves model, code and environment exactly as writing the deployment would, registration of what is written in place
 * included, and takes everything back: so no rule is written twice.
 */
export async function resolveParts(ctx: Context, input: OnlineDeploymentInput, home: Home): Promise<ResolvedParts> {
  const { model, code_configuration: code, environment } = input
  try {
    return await transaction(ctx.db, async (tx) => {
      const attempt = <T>(resolve: (inner: Context) => Promise<T>): Promise<Part<T>> =>
        partOf(transaction(tx, (savepoint) => resolve({ ...ctx, db: savepoint })))
      throw new Undo({
        model: model ? await attempt((inner) => resolveModel(inner, model, home)) : null,
        code: code ? await attempt((inner) => resolveCode(inner, code.code, home)) : null,
        environment: environment ? await attempt((inner) => resolveEnvironment(inner, environment, home)) : null,
      })
    })
  } catch (error) {
    if (error instanceof Undo) return error.parts
    throw error
  }
}

async function partOf<T>(resolving: Promise<T>): Promise<Part<T>> {
  try {
    return { found: await resolving, refusal: null }
  } catch (error) {
    if (error instanceof AppError) return { found: null, refusal: error }
    throw error
  }
}
