import { connect } from "node:net"

import type { Home } from "#lib/kernel/home.ts"

/** Whether the gateway's port of this home is kept, so that callers wait while no launcher runs. */
export function isPortKept(home: Home): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(home.socketKeeper)
    const answer = (isKept: boolean) => {
      socket.destroy()
      resolve(isKept)
    }
    socket.once("connect", () => answer(true)).once("error", () => answer(false))
  })
}
