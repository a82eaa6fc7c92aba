/** Most of a body that the studio sends, in bytes of UTF-8; the API has the same limit (`TEST_BODY_BYTES_MAX`). */
const BODY_BYTES_MAX = 1024 * 1024

/** What may be wrong with a body. One that is no JSON can still be sent: that is a test, too. */
export type BodyProblem = { readonly kind: "notJson"; readonly message: string } | { readonly kind: "tooLarge" }

/** Looks at a body before it is sent. */
export function checkBody(body: string): BodyProblem | null {
  if (new TextEncoder().encode(body).length > BODY_BYTES_MAX) return { kind: "tooLarge" }
  try {
    JSON.parse(body)
    return null
  } catch (error) {
    return { kind: "notJson", message: error instanceof Error ? error.message : String(error) }
  }
}
