/** Paths of the pages. */
export const pagePaths = {
  start: "/",
  setup: "/setup",
} as const

/** The one-time set-up link. The token stands behind `#`, so that no server or proxy logs it. */
export function setupUrl(origin: string, token: string): string {
  return `${origin}${pagePaths.setup}#${token}`
}
