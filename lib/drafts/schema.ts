import { z } from "zod"

/** What can be begun and left: each is a form. `online-deployment` makes one; `online-deployment-update` changes one. */
export const DRAFT_KINDS = ["online-endpoint", "online-deployment", "online-deployment-update", "traffic"] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** Of the payload as JSON in UTF-8. */
export const DRAFT_PAYLOAD_BYTES_MAX = 256 * 1024
/** Of one person in one workspace. */
export const DRAFTS_PER_PERSON_MAX = 200
/** How long a draft that nobody changes is kept, milliseconds. */
export const DRAFT_LIFE_MS = 30 * 24 * 3600 * 1000
const DRAFTS_PAGE_DEFAULT = 100
const SCHEMA_VERSION_MAX = 1_000_000

const payload = z
  .record(z.string(), z.unknown())
  .refine(
    (value) => new TextEncoder().encode(JSON.stringify(value)).byteLength <= DRAFT_PAYLOAD_BYTES_MAX,
    `must have at most ${DRAFT_PAYLOAD_BYTES_MAX} bytes as JSON`,
  )

/** A draft as it is written: always whole. */
export const draftChange = z.strictObject({
  /** What people call it, for instance the endpoint's name. */
  title: z.string().trim().max(200).default(""),
  /** What was typed, without secrets. Its shape is the form's own business. */
  payload,
  /** Of the payload: an older one is brought up to date by the form that opens it. */
  schema_version: z.int().min(1).max(SCHEMA_VERSION_MAX),
  /** Where in the form the person was. */
  step: z.string().min(1).max(64),
})
export type DraftChange = z.infer<typeof draftChange>

export const draftInput = draftChange.extend({ kind: z.enum(DRAFT_KINDS) })
export type DraftInput = z.infer<typeof draftInput>

/** A draft in the list: without its payload. */
export const draftSummary = z.object({
  id: z.string(),
  kind: z.enum(DRAFT_KINDS),
  title: z.string(),
  schema_version: z.int(),
  step: z.string(),
  /** Counts every change; the ETag. */
  revision: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
})
export type DraftSummary = z.infer<typeof draftSummary>

export const draftView = draftSummary.extend({ payload: z.record(z.string(), z.unknown()) })
export type DraftView = z.infer<typeof draftView>

export const draftsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(DRAFTS_PER_PERSON_MAX).default(DRAFTS_PAGE_DEFAULT),
  /** `next_cursor` of the page before: when its last draft was changed, and its id. */
  cursor: z
    .string()
    .regex(/^[0-9]{1,13}\.[a-z0-9_]{1,64}$/, "must be the next_cursor of a page")
    .optional(),
})
export type DraftsQuery = z.infer<typeof draftsQuery>
