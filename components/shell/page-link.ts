/** The address of the page, without what is for this view alone. */
export function pageLink(): string {
  const url = new URL(window.location.href)
  url.searchParams.delete("lang")
  return url.href
}
