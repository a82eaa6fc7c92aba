import { strToU8, zipSync } from "fflate"

import { saveFile } from "#components/ui/save-file.ts"

/** Gives the person a zip of text files. */
export function downloadZip(name: string, files: Readonly<Record<string, string>>): void {
  const zipped = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))
  saveFile(name, new Blob([new Uint8Array(zipped)], { type: "application/zip" }))
}
