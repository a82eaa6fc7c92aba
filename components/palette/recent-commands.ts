const KEY = "caudal-recent-commands"
const RECENTS_MAX = 8

/** Ids of the commands that were used last in this browser, the newest first. */
export function readRecents(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]")
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : []
  } catch {
    // What another program wrote there is as good as nothing.
    return []
  }
}

/** Remembers that a command was used, where this browser keeps something. */
export function rememberCommand(id: string): void {
  const recents = [id, ...readRecents().filter((one) => one !== id)].slice(0, RECENTS_MAX)
  try {
    localStorage.setItem(KEY, JSON.stringify(recents))
  } catch {
    // Full or switched off: the command matters, not the memory of it.
  }
}
