/** What passes from the trigger without a layer to the one with it. */
export interface Handover {
  /** To be done to the next one. */
  readonly keep: (again: Event) => void
  readonly leave: (node: HTMLElement | null) => (() => void) | undefined
  readonly arrive: (node: HTMLElement | null) => void
}

/** `leave` and `arrive` are the refs of the two elements: only there the focus is known, and can be given. */
export function createHandover(): Handover {
  let hadFocus = false
  let again: Event | null = null
  return {
    keep(event) {
      again = event
    },
    leave(node) {
      if (node === null) return undefined
      return () => {
        hadFocus = node.ownerDocument.activeElement === node
      }
    },
    arrive(node) {
      if (node === null) return
      if (hadFocus) node.focus()
      const event = again
      hadFocus = false
      again = null
      // The layer listens when its effects have run.
      if (event) setTimeout(() => node.dispatchEvent(event))
    },
  }
}
