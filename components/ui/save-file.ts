/** Gives contents to the browser as a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
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
