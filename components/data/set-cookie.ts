const YEAR_S = 31_536_000

/** Has this browser remember a choice for a year, and tell it to the server; null forgets it. */
export function setCookie(name: string, value: string | null): void {
  const text = `${name}=${encodeURIComponent(value ?? "")}; path=/; samesite=lax`
  // eslint-disable-next-line unicorn/no-document-cookie
  document.cookie = value === null ? `${text}; max-age=0` : `${text}; max-age=${YEAR_S}`
}
