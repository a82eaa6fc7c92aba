import postgres from "postgres"

import { openConnection } from "./open-connection.ts"
import type { Connection, ConnectionOptions } from "./open-connection.ts"
import { isSocketError } from "./pg-errors.ts"

export type Rows = postgres.RowList<postgres.Row[]>

/**
 * One connection, used until it is lost and never again after that.
 *
 * The driver (postgres 3.4.9) connects again behind the caller's back. When a server dies inside a transaction it then
 * crashes the process (its issue 1208), runs the rest of the transaction inside another one (1216), or never answers.
 * A lane keeps it away from all three: after the loss nothing is sent on it, and every query that waits is rejected.
 */
export interface Lane {
  readonly isLost: boolean
  query(text: string, parameters?: readonly unknown[]): Promise<Rows>
  /** The same, each row as an array of values. */
  queryArrays(text: string, parameters?: readonly unknown[]): Promise<unknown[][]>
  /** For what only the driver can do, such as COPY; the caller looks after losses. */
  readonly connection: Connection
  /** Cuts the connection; the server rolls back what is open. */
  cut(): void
  /** Closes the connection after what runs on it, 5 s later at the latest. */
  end(): Promise<void>
}

interface LaneOptions extends Omit<ConnectionOptions, "max" | "onClose"> {
  /** Called once when the lane is lost or ended. */
  readonly onLost?: () => void
}

/** The error of every query that a loss met; `isDatabaseUnavailable` knows it. */
export function connectionLost(cause?: unknown): Error {
  return Object.assign(new Error("The connection to the database was lost.", { cause }), { code: "CONNECTION_CLOSED" })
}

/** Whether the connection is of no use after this error: the server ended it, or the driver failed in between. */
function endsConnection(error: unknown): boolean {
  return !(error instanceof postgres.PostgresError) || ["FATAL", "PANIC"].includes(error.severity)
}

/** Prepares a lane to `url`; the first query connects. */
export function openLane(url: string, { onLost, ...options }: LaneOptions): Lane {
  const waiting = new Set<(error: Error) => void>()
  let isLost = false
  const connection = openConnection(url, { ...options, max: 1, onClose: cut })

  function lose(): void {
    isLost = true
    for (const reject of waiting) reject(connectionLost())
    waiting.clear()
    onLost?.()
  }
  function cut(): void {
    if (isLost) return
    lose()
    void connection.end({ timeout: 0 })
  }
  function send<T>(ask: () => PromiseLike<T>): Promise<T> {
    if (isLost) return Promise.reject(connectionLost())
    return new Promise((resolve, reject) => {
      waiting.add(reject)
      ask().then(
        (rows) => {
          waiting.delete(reject)
          resolve(rows)
        },
        (error: unknown) => {
          waiting.delete(reject)
          reject(isSocketError(error) ? connectionLost(error) : error)
          if (endsConnection(error)) cut()
        },
      )
    })
  }
  return {
    get isLost() {
      return isLost
    },
    connection,
    query: (text, parameters = []) => send(() => connection.unsafe(text, bind(parameters))),
    queryArrays: (text, parameters = []) => send(() => connection.unsafe(text, bind(parameters)).values()),
    cut,
    end: async () => {
      if (isLost) return
      const ending = connection.end({ timeout: 5 })
      await ending
      if (!isLost) lose()
    },
  }
}

/** The driver's type of a parameter is narrower than what drizzle, which encodes them, hands over. */
function bind(parameters: readonly unknown[]): postgres.ParameterOrJSON<never>[] {
  return parameters as postgres.ParameterOrJSON<never>[]
}
