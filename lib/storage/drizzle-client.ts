import type { Lane, Rows } from "./open-lane.ts"
import { connectionLost } from "./open-lane.ts"

/** A query as drizzle expects it from the driver: it is sent when somebody awaits it or asks for its values. */
interface PendingRows extends PromiseLike<Rows> {
  values(): Promise<unknown[][]>
}

/** The part of the driver that drizzle calls. */
export interface DrizzleClient {
  unsafe(text: string, parameters?: readonly unknown[]): PendingRows
}

export interface DrizzleTransaction extends DrizzleClient {
  savepoint<T>(work: (inner: DrizzleTransaction) => Promise<T>): Promise<T>
}

type UseLane = <T>(work: (lane: Lane) => Promise<T>) => Promise<T>

/** A client that sends each query on the lane that `useLane` gives it. */
export function makeClient(useLane: UseLane): DrizzleClient {
  return {
    unsafe: (text, parameters = []) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- drizzle awaits the query itself
      then: (onRows, onError) => useLane((lane) => lane.query(text, parameters)).then(onRows, onError),
      values: () => useLane((lane) => lane.queryArrays(text, parameters)),
    }),
  }
}

/**
 * Runs `work` in a transaction on `lane`. When this returns or throws nothing of the transaction is left open, and what
 * `work` forgot to await is refused instead of landing in the next transaction.
 */
export async function runTransaction<T>(lane: Lane, work: (tx: DrizzleTransaction) => Promise<T>): Promise<T> {
  let isOver = false
  const client = makeTransaction((use) => (isOver ? Promise.reject(connectionLost()) : use(lane)))
  await lane.query("begin")
  try {
    const result = await work(client)
    isOver = true
    const { command } = await lane.query("commit")
    if (command === "COMMIT") return result
    throw new Error("A statement of this transaction failed and the failure was ignored, so nothing of it was saved.")
  } catch (error) {
    isOver = true
    // The server rolls back by itself when the connection is cut.
    await lane.query("rollback").catch(() => lane.cut())
    throw error
  }
}

function makeTransaction(useLane: UseLane): DrizzleTransaction {
  let savepoints = 0
  const run = (text: string) => useLane((lane) => lane.query(text))
  const client: DrizzleTransaction = {
    ...makeClient(useLane),
    savepoint: async (work) => {
      const name = `savepoint_${++savepoints}`
      await run(`savepoint ${name}`)
      try {
        const result = await work(client)
        await run(`release savepoint ${name}`)
        return result
      } catch (error) {
        // If this fails the connection is gone, and `error` says more about why.
        await run(`rollback to savepoint ${name}`).catch(() => undefined)
        throw error
      }
    },
  }
  return client
}
