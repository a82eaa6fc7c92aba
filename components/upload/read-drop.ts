import type { PickedFile } from "./picked.ts"

/** The files of a drop, folders included, with their paths. */
export async function readDrop(transfer: DataTransfer): Promise<readonly PickedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found = await Promise.all(entries.map((entry) => readEntry(entry, "")))
  return found.flat()
}

async function readEntry(entry: FileSystemEntry, above: string): Promise<readonly PickedFile[]> {
  const path = above === "" ? entry.name : `${above}/${entry.name}`
  if (isFile(entry)) return [{ path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) }]
  if (!isFolder(entry)) return []
  const inner = await readAll(entry.createReader())
  return (await Promise.all(inner.map((one) => readEntry(one, path)))).flat()
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

/** Browsers list a folder in pieces, until an empty one. */
async function readAll(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
