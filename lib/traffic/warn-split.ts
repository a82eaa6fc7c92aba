import { checkSplit } from "./check-split.ts"
import type { SplitDeployment } from "./check-split.ts"

/** What a warning needs to know of one deployment. */
export interface SplitFacts extends SplitDeployment {
  /** A change of it is under way. */
  readonly isChanging: boolean
  /** It has answered a request with success at least once. */
  readonly hasAnswered: boolean
}

/**
 * Something to know before a split is applied. `not_ready` is refused unless it is forced with a reason; the others are the
 * person's to judge.
 */
export type SplitWarning =
  | { readonly kind: "off" }
  | { readonly kind: "not_ready" | "changing" | "untested"; readonly deployment: string }

/** What speaks against giving more to a deployment, and against giving nothing to any. Lowered shares need no warning. */
export function warnSplit(
  wanted: Readonly<Record<string, number>>,
  deployments: readonly SplitFacts[],
): SplitWarning[] {
  const notReady = new Set(checkSplit(wanted, deployments).notReady)
  const rising = deployments.filter(({ name, currentPercent }) => (wanted[name] ?? 0) > currentPercent)
  const warnings = rising.flatMap((deployment): SplitWarning[] => {
    const { name, isChanging, hasAnswered } = deployment
    if (notReady.has(name)) return [{ kind: "not_ready", deployment: name }]
    return [
      ...(isChanging ? [{ kind: "changing", deployment: name } as const] : []),
      ...(hasAnswered ? [] : [{ kind: "untested", deployment: name } as const]),
    ]
  })
  const isLive = deployments.some(({ currentPercent }) => currentPercent > 0)
  const isOff = deployments.every(({ name }) => (wanted[name] ?? 0) === 0)
  return isLive && isOff ? [{ kind: "off" }, ...warnings] : warnings
}
