import { strToU8, zipSync } from "fflate"

/** Gives the person a zip of text files. */
export function downloadZip(name: string, files: Readonly<Record<string, string>>): void {
  const zipped = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
  const url = URL.createObjectURL(new Blob([new Uint8Array(zipped)], { type: "application/zip" }))
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
