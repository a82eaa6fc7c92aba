import { request } from "node:http"

interface ProbeTarget {
  /** The instance's Unix socket. */
  readonly socket: string
  /** Health route: `/` for the scoring-script runtimes. */
  readonly path: string
  readonly timeoutMs: number
}

/** Asks an instance whether it is well: any 2xx within the time is yes. Never throws. */
export async function probeInstance({ socket, path, timeoutMs }: ProbeTarget): Promise<boolean> {
  return await new Promise((resolve) => {
    const probe = request(
      { socketPath: socket, path, method: "GET", agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        response.resume()
        const status = response.statusCode ?? 0
        response.on("end", () => resolve(status >= 200 && status < 300))
        response.on("error", () => resolve(false))
      },
    )
    probe.on("error", () => resolve(false))
    probe.end()
  })
}
