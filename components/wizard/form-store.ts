/** A form's values outside React, so that an upload that ends later writes to what was typed meanwhile. */
export interface FormStore<T> {
  readonly get: () => T
  readonly update: (change: (form: T) => T) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** @param onChange told every new value, before anything is drawn again */
export function createFormStore<T>(initial: T, onChange: (form: T) => void = () => undefined): FormStore<T> {
  let current = initial
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    update: (change) => {
      const next = change(current)
      if (next === current) return
      current = next
      onChange(next)
      for (const tell of listeners) tell()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
