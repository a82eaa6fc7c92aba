/** What a route answers; the pipeline turns it into a Response. */
export interface Reply<T> {
  /** By default 201 if `isCreated`, 202 if there is an operation, 204 without a body, else 200. */
  readonly status?: number
  readonly body?: T
  /** The resource's revision: becomes the ETag. */
  readonly revision?: number
  readonly isCreated?: boolean
  /** The operation that the change started; null when it was done at once. */
  readonly operationId?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer with a body: `ok(view, { revision })`. */
export function ok<T>(body: T, more: Omit<Reply<T>, "body"> = {}): Reply<T> {
  return { body, ...more }
}

/** A page of a list, as every list of the API looks. */
export function okPage<T>({
  items,
  nextCursor,
}: {
  items: readonly T[]
  nextCursor: string | null
}): Reply<{ items: T[]; next_cursor: string | null }> {
  return { body: { items: [...items], next_cursor: nextCursor } }
}

/** The status that a reply is sent with. */
export function statusOf({ status, body, isCreated = false, operationId = null }: Reply<unknown>): number {
  if (status !== undefined) return status
  if (isCreated) return 201
  if (operationId !== null) return 202
  return body === undefined ? 204 : 200
}
