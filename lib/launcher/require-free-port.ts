import { createServer } from "node:net"

/** Checks that a port can be listened on. @throws Error that names the setting to change. */
export async function requireFreePort(host: string, port: number, setting: string): Promise<void> {
  if (port === 0) return
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once("error", (error) =>
      reject(
        new Error(`Port ${port} on ${host} is taken by another program. Set ${setting} to a free one.`, {
          cause: error,
        }),
      ),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
