import { UsageError } from "./errors.ts"

/**
 * Reads `"blue=90 green=10"` (spaces or commas between). Whether the shares add up is the server's rule, which says it
 * with the deployments that there are.
 *
 * @throws UsageError for a part that is not NAME=PERCENT, or a name that stands twice
 */
export function parseTraffic(words: readonly string[], flag: string): Readonly<Record<string, number>> {
  const parts = words.flatMap((word) => word.split(/[\s,]+/)).filter((part) => part !== "")
  const pairs = parts.map((part) => {
    const [, name, percent] = /^([A-Za-z][\w-]*)[=:](\d{1,3})%?$/.exec(part) ?? []
    if (name === undefined || percent === undefined) {
      throw new UsageError(`argument ${flag}: '${part}' must be NAME=PERCENT, for instance "blue=90 green=10"`)
    }
    return [name.toLowerCase(), Number(percent)] as const
  })
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i)
  if (twice !== undefined) throw new UsageError(`argument ${flag}: '${twice[0]}' stands twice`)
  return Object.fromEntries(pairs)
}
