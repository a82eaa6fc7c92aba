import type { ComponentProps, ReactNode } from "react"

/** One thing to say. The same id replaces what is still there. */
export interface ToastOptions {
  readonly id?: string
  readonly title: ReactNode
  readonly description?: ReactNode
  /** Milliseconds until it goes; 0 lets it stay. */
  readonly timeout?: number
  readonly actionProps?: ComponentProps<"button">
}

interface Screen {
  readonly add: (toast: ToastOptions & { readonly id: string }) => unknown
  readonly close: (id: string) => void
}

const waiting = new Map<string, ToastOptions>()
let said = 0
let screen: Screen | null = null

/** Toasts may be said before their code is loaded: they wait here, and are shown when it is. */
export const toastQueue = {
  add(options: ToastOptions): string {
    const id = options.id ?? `said-${++said}`
    if (screen) screen.add({ ...options, id })
    else waiting.set(id, options)
    return id
  },
  close(id: string): void {
    waiting.delete(id)
    screen?.close(id)
  },
}

/** From now on they are shown here, those that waited first. Returns how to end that. */
export function showToasts(next: Screen): () => void {
  screen = next
  for (const [id, options] of waiting) next.add({ ...options, id })
  waiting.clear()
  return () => {
    if (screen === next) screen = null
  }
}
