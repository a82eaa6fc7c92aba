"use client"

import { useEffect, useEffectEvent } from "react"

interface WizardKeys {
  /** Ctrl+Enter: the next step, or the form's act. */
  readonly onNext: () => void
  /** Alt+1 and on. */
  readonly onStep: (index: number) => void
  /** Ctrl+S. */
  readonly onSave: () => void
  /** Ctrl+. */
  readonly onToggle: () => void
}

/** The wizard's keys, for the whole window: they work wherever the focus is. */
export function useWizardKeys(keys: WizardKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
    if (isCommand && event.key === "Enter") keys.onNext()
    else if (isCommand && event.key.toLowerCase() === "s") keys.onSave()
    else if (isCommand && event.key === ".") keys.onToggle()
    else if (event.altKey && !isCommand && digit !== undefined) keys.onStep(Number(digit) - 1)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener("keydown", listen)
    return () => window.removeEventListener("keydown", listen)
  }, [])
}
