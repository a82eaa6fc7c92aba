/** Gives the person a zip of text files. */
export async function downloadZip(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  const { strToU8, zipSync } = await import("fflate")
  const zipped = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
  const url = URL.createObjectURL(new Blob([new Uint8Array(zipped)], { type: "application/zip" }))
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
