import { readFileSync } from "node:fs"
import path from "node:path"

import { parse } from "yaml"
import { z } from "zod"

/** The shape of `cases.yaml`; its head explains the fields. */

const GENERATED = [
  "nested-body",
  "long-key",
  "long-segment",
  "many-files",
  "large-file",
  "large-chunk",
  "large-draft",
  "bomb",
  "hundred-thousand",
  "terabyte",
] as const
export type Generated = (typeof GENERATED)[number]

const sent = {
  get: z.string().optional(),
  put: z.string().optional(),
  post: z.string().optional(),
  delete: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  text: z.string().optional(),
  /** The body opens an upload of one file, or of files with these paths. */
  file: z
    .strictObject({ path: z.string().optional(), size: z.number().optional(), sha256: z.string().optional() })
    .optional(),
  files: z.array(z.string()).optional(),
  generate: z.enum(GENERATED).optional(),
}

const outcome = {
  id: z.string(),
  why: z.string(),
  says: z.array(z.string()).default([]),
  unchanged: z.union([z.literal("all"), z.array(z.string())]).optional(),
  changed: z.record(z.string(), z.int()).optional(),
}

const requestStep = z.strictObject({ ...sent, save: z.record(z.string(), z.string()).default({}) })
export type RequestStep = z.infer<typeof requestStep>

const requestCase = z.strictObject({
  ...sent,
  ...outcome,
  as: z.string().default("operator"),
  steps: z.array(requestStep).default([]),
  times: z.int().default(1),
  status: z.int().optional(),
  /** How often which status is answered, with `times`. */
  statuses: z.record(z.string(), z.int()).optional(),
  /** How many answers are 2xx, with `times`. */
  good: z.int().optional(),
  code: z.string().optional(),
  target: z.string().optional(),
})
export type RequestCase = z.infer<typeof requestCase>

const fileCase = z.strictObject({
  ...outcome,
  write: z.record(z.string(), z.string()).default({}),
  /** Contents in hexadecimal, for what is no text. */
  bytes: z.record(z.string(), z.coerce.string()).default({}),
  links: z.record(z.string(), z.string()).default({}),
  generate: z.enum(GENERATED).optional(),
  run: z.string(),
  exit: z.int(),
})
export type FileCase = z.infer<typeof fileCase>

/** The table of bad inputs. @throws ZodError if it is not of its shape. */
export function readCases(): { requests: RequestCase[]; files: FileCase[] } {
  const text = readFileSync(path.join(import.meta.dirname, "cases.yaml"), "utf8")
  return z.strictObject({ requests: z.array(requestCase), files: z.array(fileCase) }).parse(parse(text))
}
