import { globSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"

import { z } from "zod"

import { assert } from "#lib/kernel/assert.ts"

import type { Handler } from "./route-definition.ts"

function isHandler(value: unknown): value is Handler {
  return typeof value === "function" && "declaration" in value
}

/** The path that a route file's place stands for: `app/api/v1/tokens/[token]/route.ts` is `/api/v1/tokens/{token}`. */
export function pathOfFile(file: string): string {
  return `/${path.dirname(file)}`.replaceAll(path.sep, "/").replaceAll(/\[([^\]]+)\]/g, "{$1}")
}

/**
 * Every route declared in the `route.ts` files under `<appFolder>/api`. A file must stand where its routes say.
 *
 * @throws Error for a route whose path or method is not the one of its file and export.
 */
export async function loadRoutes(appFolder: string): Promise<Handler[]> {
  const files = globSync("api/**/route.ts", { cwd: appFolder }).toSorted()
  const modules = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(pathToFileURL(path.join(appFolder, file)).href)
      return { file, exports: Object.entries(z.record(z.string(), z.unknown()).parse({ ...Object(module) })) }
    }),
  )
  return modules.flatMap(({ file, exports }) =>
    exports.map(([name, value]) => {
      assert(isHandler(value), `${file} exports ${name}, which is not made with a route builder`)
      const { method, path: declared } = value.declaration
      assert(method === name && declared === pathOfFile(file), `${file} exports ${name} for ${method} ${declared}`)
      return value
    }),
  )
}
