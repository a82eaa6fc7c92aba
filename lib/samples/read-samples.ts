import { glob, readFile, stat } from "node:fs/promises"
import path from "node:path"

import { AppError } from "#lib/kernel/errors.ts"

import { sampleErrors } from "./errors.ts"
import type { SampleView } from "./schema.ts"

const EXAMPLES = path.resolve(import.meta.dirname, "../../examples")
/** A folder without one of these is no sample. */
const PARTS = ["README.md", "endpoint.yml", "blue.yml", "request.json"] as const

/** A sample and where its files are. */
export interface Sample extends SampleView {
  readonly folder: string
}

/** Every sample of this checkout, by name. */
export async function readSamples(): Promise<Sample[]> {
  const samples: Sample[] = []
  for await (const readme of glob("*/README.md", { cwd: EXAMPLES })) {
    const folder = path.join(EXAMPLES, path.dirname(readme))
    const files = await listFiles(folder)
    const paths = new Set(files.map((file) => file.path))
    if (!PARTS.every((part) => paths.has(part))) continue
    const { title, description } = readHead(await readFile(path.join(folder, "README.md"), "utf8"))
    samples.push({ name: path.basename(folder), title, description, files, folder })
  }
  return samples.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** One of them. @throws samples.not_found with the names that exist */
export async function requireSample(name: string): Promise<Sample> {
  const all = await readSamples()
  const sample = all.find((one) => one.name === name)
  if (sample) return sample
  const names = all.map((one) => one.name).join(", ")
  throw new AppError(sampleErrors.notFound, `There is no sample "${name.slice(0, 100)}". There are: ${names}.`, {
    target: "sample",
  })
}

async function listFiles(folder: string): Promise<SampleView["files"]> {
  const files: SampleView["files"] = []
  for await (const entry of glob("**/*", { cwd: folder, withFileTypes: true })) {
    const absolute = path.join(entry.parentPath, entry.name)
    const relative = path.relative(folder, absolute)
    if (!entry.isFile() || relative.includes("__pycache__")) continue
    files.push({ path: relative, size_bytes: (await stat(absolute)).size })
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** The heading and the first paragraph of a README, without the marks of Markdown. Pure. */
export function readHead(markdown: string): { title: string; description: string } {
  const [heading = "", paragraph = ""] = markdown.split(/\n\s*\n/)
  return { title: plain(heading.replace(/^#+\s*/, "")), description: plain(paragraph.replaceAll(/\s*\n\s*/g, " ")) }
}

const plain = (text: string): string => text.replaceAll("`", "").trim()
