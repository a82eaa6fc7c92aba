import { headers } from "next/headers"
import { notFound, redirect } from "next/navigation"

import { systemClock } from "#lib/kernel/clock.ts"
import { pagePaths } from "#lib/urls/contract.ts"

import { PAGE_URL_HEADER } from "./page-headers.ts"
import { sharedApi } from "./page-api.ts"

/** What the API answered to a page. */
export interface PageAnswer {
  readonly status: number
  /** Parsed JSON. */
  readonly body: unknown
}

/** What a page starts with: what its components would otherwise fetch first. */
export interface PageData {
  /** Answers by path. */
  readonly answers: Readonly<Record<string, unknown>>
  /** When reading them began, ms since 1970. */
  readonly readAtMs: number
}

interface PageQuery {
  readonly path: string
}

/** Asks the API as the person who looks at the page. Never throws for an answer that is not 2xx. */
export async function askApi(path: string): Promise<PageAnswer> {
  const incoming = await headers()
  const request = new Request(`http://studio${path}`, {
    headers: { cookie: incoming.get("cookie") ?? "", "user-agent": incoming.get("user-agent") ?? "" },
  })
  const response = await sharedApi()(request)
  const text = await response.text()
  const body: unknown = text === "" ? null : JSON.parse(text)
  return { status: response.status, body }
}

/**
 * Loads what a page shows, all at once, so that its first paint is complete. Sends who is not signed in to the sign-in page
 * and back; the first query is what the page is about, so its 404 is the page's. What else fails is left to the
 * component that needs it, which asks again and says what is wrong.
 */
export async function readPage(queries: readonly [PageQuery, ...PageQuery[]]): Promise<PageData> {
  const paths = queries.map(({ path }) => path)
  // Before: what changes while they are read may be missing in them.
  const readAtMs = systemClock.nowMs()
  const answers = await Promise.all(paths.map(askApi))
  if (answers.some(({ status }) => status === 401)) redirect(pagePaths.login((await headers()).get(PAGE_URL_HEADER)))
  if (answers[0]?.status === 404) notFound()
  const good = paths.flatMap((path, index) => {
    const answer = answers[index]
    return answer && answer.status < 300 ? [[path, answer.body] as const] : []
  })
  return { answers: Object.fromEntries(good), readAtMs }
}
