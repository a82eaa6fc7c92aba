/** Gives a text to the browser as a file. */
export function saveFile(name: string, parts: readonly string[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type: "text/plain;charset=utf-8" }))
  saveFrom(name, url)
  URL.revokeObjectURL(url)
}

/** Lets the browser load an address of ours into a file. */
export function saveFrom(name: string, url: string): void {
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
}
