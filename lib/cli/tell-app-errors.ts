import { AppError } from "#lib/kernel/errors.ts"

import { CliError } from "./errors.ts"

/** Runs something of the server's in this process; an error that it expects is told as one of the command line. */
export async function tellAppErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new CliError(`${error.message} (${error.code})`, { cause: error })
  }
}
