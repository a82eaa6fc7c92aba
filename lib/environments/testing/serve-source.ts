import { spawn } from "node:child_process"
import { createServer } from "node:http"
import path from "node:path"

import { z } from "zod"

/** Serves a folder as the source archive of a package, made anew for each request: `url` is its address. */
export async function serveSource(
  folder: string,
  archive: string,
): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((_request, response) => {
    const tar = spawn("tar", ["-cz", "-C", path.dirname(folder), path.basename(folder)])
    tar.stdout.pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}/${archive}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
