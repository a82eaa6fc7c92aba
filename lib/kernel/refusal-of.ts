import { AppError } from "./errors.ts"

/** What a rule refuses, or null if it holds: for those who want to know all that is wrong, not only the first thing. */
export async function refusalOf(rule: () => unknown): Promise<AppError | null> {
  try {
    await rule()
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}
