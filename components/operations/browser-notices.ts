const KEY = "caudal-notices"
const listeners = new Set<() => void>()

/** Whether this browser may and should show notices of its own. */
export function isNotifying(): boolean {
  return canNotify() && Notification.permission === "granted" && localStorage.getItem(KEY) === "on"
}

/** Whether the browser has notices at all: not on every page that is served without TLS. */
export function canNotify(): boolean {
  return typeof Notification !== "undefined" && window.isSecureContext
}

/** Turns notices on, if the person grants them, or off. */
export async function setNotifying(isOn: boolean): Promise<void> {
  const isGranted = isOn && (await Notification.requestPermission()) === "granted"
  localStorage.setItem(KEY, isGranted ? "on" : "off")
  for (const tell of listeners) tell()
}

/** For `useSyncExternalStore`. */
export function subscribeToNotifying(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Shows a notice of the browser; a click leads back to the page. */
export function notify(title: string, body: string | undefined, onClick: () => void): void {
  const notice = new Notification(title, { ...(body === undefined ? {} : { body }), icon: "/favicon.svg" })
  notice.addEventListener("click", () => {
    window.focus()
    onClick()
    notice.close()
  })
}
