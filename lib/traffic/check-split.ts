import type { ErrorDetail } from "#lib/kernel/errors.ts"

/** What the rules need to know of one deployment of the endpoint. */
export interface SplitDeployment {
  readonly name: string
  readonly readyInstances: number
  /** Its share now, percent. */
  readonly currentPercent: number
}

export interface SplitCheck {
  /** The split with the deployments' own spelling and without zero shares. */
  readonly traffic: Record<string, number>
  /** Broken rules that nothing can excuse. */
  readonly invalid: readonly ErrorDetail[]
  /** Deployments whose share would rise although none of their instances is ready; may be forced. */
  readonly notReady: readonly string[]
}

/**
 * Checks a wanted split against the rules: whole percents from 0 to 100,
 * deployments that exist (names compared in lower case), sum 0 (traffic off) or 100, no rise for a deployment that cannot
 * answer. Unchanged and lowered shares always pass.
 */
export function checkSplit(
  wanted: Readonly<Record<string, number>>,
  deployments: readonly SplitDeployment[],
): SplitCheck {
  const byName = new Map(deployments.map((deployment) => [deployment.name.toLowerCase(), deployment]))
  const names = deployments.map(({ name }) => name).toSorted()
  const traffic: Record<string, number> = {}
  const invalid: ErrorDetail[] = []
  const notReady: string[] = []
  const seen = new Set<string>()

  for (const [name, percent] of Object.entries(wanted)) {
    const target = `traffic.${name}`
    const key = name.toLowerCase()
    const deployment = byName.get(key)
    if (seen.has(key)) {
      invalid.push({ code: "duplicate", target, message: `"${name}" is named twice. Name each deployment once.` })
      continue
    }
    seen.add(key)
    if (!Number.isInteger(percent) || percent < 0 || percent > 100) {
      invalid.push({
        code: "percent",
        target,
        message: `The share of "${name}" must be a whole percent from 0 to 100, not ${percent}.`,
      })
    }
    if (!deployment) {
      const known = names.length === 0 ? "The endpoint has no deployment yet." : `It has: ${names.join(", ")}.`
      invalid.push({
        code: "unknown_deployment",
        target,
        message: `The endpoint has no deployment "${name}". ${known}`,
      })
      continue
    }
    if (percent > 0) traffic[deployment.name] = percent
    if (percent > deployment.currentPercent && deployment.readyInstances === 0) notReady.push(deployment.name)
  }

  const sum = Object.values(wanted).reduce((total, percent) => total + percent, 0)
  if (sum !== 0 && sum !== 100) {
    invalid.push({
      code: "sum",
      target: "traffic",
      message: `The shares must sum to 100, or to 0 to turn traffic off. They sum to ${sum}.`,
    })
  }
  return { traffic, invalid, notReady }
}
