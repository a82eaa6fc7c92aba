import type { CommandContext } from "./command.ts"
import { CliError } from "./errors.ts"
import { ServerError } from "./client/read-error.ts"

/**
 * Tells before anything is uploaded that a deployment exists already, or that its endpoint does not. The server decides
 * for good (`If-None-Match: *`), because another one may be faster.
 *
 * @throws CliError
 */
export async function refuseExisting(
  { client }: Pick<CommandContext, "client">,
  { endpoint, name, file }: { endpoint: string; name: string; file: string },
): Promise<void> {
  try {
    await client.send("GET", client.paths.deployment(endpoint, name))
  } catch (error) {
    if (error instanceof ServerError && error.status === 404 && error.code.startsWith("deployments.")) return
    throw error
  }
  throw new CliError(`The endpoint ${endpoint} has a deployment ${name} already.`, {
    next: `caudal online-deployment update -f ${file}`,
  })
}
