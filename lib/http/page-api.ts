import type { Api } from "./dispatch.ts"

// The studio's server and Next's bundle of the pages are two worlds in one process; this is what they share.
const KEY = Symbol.for("caudal.api")
const shared: typeof globalThis & { [KEY]?: Api } = globalThis

/** Gives the pages of this process the API, to be called without a connection. */
export function shareApi(api: Api): void {
  shared[KEY] = api
}

/**
 * The API as pages call it. They see what the person's browser would get: same rules, same answers, one contract.
 *
 * @throws Error outside of the studio's process, for instance while Next builds
 */
export function sharedApi(): Api {
  const api = shared[KEY]
  if (!api) throw new Error("Pages are rendered in the studio's process only: nothing has shared the API.")
  return api
}
