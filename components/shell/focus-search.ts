/** Puts the keyboard into the page's own search or filter. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("main input[type=search], main [role=searchbox]")
  field?.focus()
  field?.select()
}
