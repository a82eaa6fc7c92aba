import { UsageError } from "../errors.ts"

/** Reads `owner=ana team=risk`; undefined for no words. @throws UsageError for a word without `=` */
export function parseTags(words: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (words.length === 0) return undefined
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf("=")
      if (equals < 1) throw new UsageError(`argument --tags: '${word}' must be KEY=VALUE`)
      return [word.slice(0, equals), word.slice(equals + 1)]
    }),
  )
}
