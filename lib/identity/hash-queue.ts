import { AppError } from "#lib/kernel/errors.ts"

import { identityErrors } from "./errors.ts"

interface QueueLimits {
  readonly atOnce: number
  readonly waiting: number
}

/**
 * Does a few pieces of work at a time; a few more wait for their turn, and what comes then is refused at once.
 *
 * @throws identity.sign_in_busy
 */
export function createHashQueue({ atOnce, waiting }: QueueLimits): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const turns: (() => void)[] = []
  return async (work) => {
    if (running < atOnce) {
      running++
    } else if (turns.length < waiting) {
      // Whoever ends hands its place over, so `running` stays.
      await new Promise<void>((resolve) => turns.push(resolve))
    } else {
      throw new AppError(identityErrors.signInBusy, "Too many passwords are being checked. Try again in a minute.")
    }
    try {
      return await work()
    } finally {
      const next = turns.shift()
      if (next) next()
      else running--
    }
  }
}
