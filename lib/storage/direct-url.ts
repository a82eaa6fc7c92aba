import { readEnv } from "#lib/kernel/env.ts"

/**
 * The address for what belongs to a session (LISTEN, session locks, migrations): `DATABASE_DIRECT_URL` if `url` is the
 * `DATABASE_URL` that stands in front of it, else `url` itself.
 */
export function directUrl(url: string): string {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = readEnv()
  return url === DATABASE_URL && DATABASE_DIRECT_URL !== undefined ? DATABASE_DIRECT_URL : url
}

/** Whether `url` leads to a pooler: it does if there is another address for sessions. */
export function isPooledUrl(url: string): boolean {
  return directUrl(url) !== url
}
