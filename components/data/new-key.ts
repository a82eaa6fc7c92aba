/** A key that nobody else has, such as an `Idempotency-Key`. Also where browsers give no `randomUUID`: over plain http. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
