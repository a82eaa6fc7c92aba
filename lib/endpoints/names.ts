import { z } from "zod"

export const NAME_LENGTH_MIN = 3
export const NAME_LENGTH_MAX = 32

/** Name of an endpoint or deployment (Azure ML: quotas page, SDK's own pattern). Compared in lower case. */
export const resourceName = z
  .string()
  .min(NAME_LENGTH_MIN, `must have at least ${NAME_LENGTH_MIN} characters`)
  .max(NAME_LENGTH_MAX, `must have at most ${NAME_LENGTH_MAX} characters`)
  .regex(
    /^[a-zA-Z](?:-?[a-zA-Z0-9])*$/,
    "must start with a letter, end with a letter or digit, and hold only letters, digits and single hyphens",
  )

/** Tags and properties: text to text; numbers and booleans become text as in Azure's CLI. */
export const textMap = z
  .record(z.string().max(256), z.union([z.string().max(1000), z.number(), z.boolean()]).transform(String))
  .refine((map) => Object.keys(map).length <= 50, "must have at most 50 entries")

/**
 * A whole number from `min` to `max`; YAML and `--set` may write it as text. Nothing else becomes a number: an empty key
 * is not 0 and `true` is not 1.
 */
export function wholeNumber(min: number, max: number, rule = "must be a whole number"): z.ZodType<number> {
  const fromText = (value: unknown) =>
    typeof value === "string" && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : value
  return z.preprocess(fromText, z.number().int(rule).min(min).max(max))
}

/** Text; numbers and booleans become text, as YAML's readers mean them. */
export const plainText = z.union([z.string(), z.number(), z.boolean()]).transform(String)
