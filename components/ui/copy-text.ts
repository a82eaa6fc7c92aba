/** Copies a text. Answers whether the browser did: over plain http, and where it was forbidden, it does not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // oxlint-disable-next-line no-restricted-properties -- Here alone, where its absence is caught.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
