import path from "node:path"

/** What a keeper of the public socket is started with. */
export interface KeeperSettings {
  /** A Python of 3.11 or newer. */
  readonly python: string
  readonly controlSocket: string
  readonly logFile: string
  readonly host: string
  readonly port: number
  /** It ends by itself after so long without a launcher. */
  readonly aloneS: number
}

const PROGRAM = path.join(import.meta.dirname, "socket_keeper.py")
/** Nothing of the user's Python settings counts, and no file is written beside the program. */
const PYTHON_FLAGS = ["-E", "-s", "-S", "-B"]
/** Where a gateway has its listening socket. */
const GATEWAY_DESCRIPTOR = 3

/** The command of a keeper that binds and listens. Pure. */
export function keepCommand(settings: KeeperSettings): string[] {
  return keep(settings, null)
}

/** The command of a keeper that is started by a gateway and takes over the socket which that has. Pure. */
export function keepOnCommand(settings: KeeperSettings): string[] {
  return keep(settings, GATEWAY_DESCRIPTOR)
}

function keep(settings: KeeperSettings, descriptor: number | null): string[] {
  const { python, controlSocket, logFile, host, port, aloneS } = settings
  const said = { control_socket: controlSocket, log_file: logFile, host, port, alone_seconds: aloneS, descriptor }
  return [python, ...PYTHON_FLAGS, PROGRAM, "keep", JSON.stringify(said)]
}

/** What comes before a program's command so that it gets the public socket as descriptor 3. Pure. */
export function runPrefix({ python, controlSocket }: Pick<KeeperSettings, "python" | "controlSocket">): string[] {
  return [python, ...PYTHON_FLAGS, PROGRAM, "run", controlSocket]
}
