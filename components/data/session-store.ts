/** What one tab remembers over a reload. Where the browser keeps nothing, nothing is remembered. */
export function readStored<T>(name: string): T | null {
  try {
    const text = window.sessionStorage.getItem(name)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    window.sessionStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Full, or not allowed: what is on the screen stays right until it is reloaded.
  }
}

/** Forgets all of it. */
export function forgetTab(): void {
  try {
    window.sessionStorage.clear()
  } catch {
    // Not allowed: there is nothing.
  }
}
