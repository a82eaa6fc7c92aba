import { z } from "zod"

import { resourceName } from "./names.ts"

/** Most of a body that a test sends, and most of an answer that it shows, in bytes of UTF-8. */
export const TEST_BODY_BYTES_MAX = 1024 * 1024
/** JSON writes a byte with at most six, and the other fields are short. */
export const TEST_REQUEST_BYTES_MAX = 6 * TEST_BODY_BYTES_MAX + 16 * 1024

const utf8 = new TextEncoder()

/** A request to an endpoint that the studio sends for somebody. */
export const testInput = z.strictObject({
  /** Not sent with GET. */
  body: z
    .string()
    .refine(
      (value) => utf8.encode(value).length <= TEST_BODY_BYTES_MAX,
      `must have at most ${TEST_BODY_BYTES_MAX} bytes; send a larger one to the scoring address itself`,
    )
    .default(""),
  content_type: z
    .string()
    .max(200)
    .regex(/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?: *;[ -~]*)?$/, "must be a media type, for instance application/json")
    .default("application/json"),
  /** Sends it to this deployment, whatever its share of the traffic. */
  deployment: resourceName.optional(),
  method: z.enum(["POST", "GET"]).default("POST"),
  /** Without the question mark, escaped as in an address. */
  query: z
    .string()
    .max(4096)
    .regex(/^(?!\?)[!-"$-~]*$/, "must be the part after the question mark, with special characters escaped")
    .optional(),
  /** What follows the endpoint's address: `score`, `swagger.json`, or a route of the container. */
  path: z
    .string()
    .max(512)
    .regex(
      /^[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*$/,
      "must be a path such as score or v1/predict, without a slash at its ends",
    )
    .default("score"),
})
export type TestInput = z.infer<typeof testInput>

/** What the endpoint answered, whatever its status. */
export const testResult = z.object({
  status: z.int(),
  status_text: z.string(),
  /** Names in lower case; those that say something of the answer. */
  headers: z.record(z.string(), z.string()),
  /** The text, or base 64 of bytes that are no UTF-8. */
  body: z.string(),
  is_base64: z.boolean(),
  /** Only the first `TEST_BODY_BYTES_MAX` bytes, or what came in the time that a test may take. */
  is_truncated: z.boolean(),
  /** From sending to the last byte, the connection included. */
  duration_ms: z.number(),
  first_byte_ms: z.number(),
  /** The gateway's id of the request, as logs have it. */
  request_id: z.string().nullable(),
  /** Which deployment answered; null when the gateway did itself. */
  deployment: z.string().nullable(),
})
export type TestResult = z.infer<typeof testResult>
