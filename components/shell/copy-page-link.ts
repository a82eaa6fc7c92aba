/** Copies the address of the page, without what is for this view alone. */
export async function copyPageLink(): Promise<void> {
  const url = new URL(window.location.href)
  url.searchParams.delete("lang")
  await navigator.clipboard.writeText(url.href)
}
