import type { BodyTarget } from "./request-body.ts"
import type { UpstreamConnection } from "./upstream-connection.ts"

/** Sends a body that still arrives to an instance, in the framing that the request's head announced. */
export function streamInto(connection: UpstreamConnection, isChunked: boolean): BodyTarget {
  return {
    write: (data) => {
      if (!isChunked) return connection.write(data)
      connection.write(data.length.toString(16) + "\r\n")
      connection.write(data)
      return connection.write("\r\n")
    },
    end: () => {
      if (isChunked) connection.write("0\r\n\r\n")
    },
  }
}
