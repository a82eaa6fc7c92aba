const FRAMES_MAX = 30

/** Puts the focus on a field's control once its step is drawn. The longest key that is on the page wins: `a.b.c`, else `a.b`. */
export function focusField(field: string, frame = 0): void {
  const parts = field.split(".")
  const node = parts
    .map((_, index) => parts.slice(0, parts.length - index).join("."))
    .map((key) => document.querySelector(`[data-field="${CSS.escape(key)}"]`))
    .find((found) => found !== null)
  const control = node?.querySelector<HTMLElement>(
    'input:not([hidden]), select, textarea, [contenteditable="true"], button',
  )
  if (control) control.focus()
  else if (frame < FRAMES_MAX) requestAnimationFrame(() => focusField(field, frame + 1))
}
