import type { AssetKind } from "./api-paths.ts"
import type { CommandContext } from "./command.ts"
import { requireName } from "./definitions/require-name.ts"
import { isRecord } from "./yaml/is-record.ts"

/**
 * Registers a version of a model or environment: the version that the definition names, else the next one.
 *
 * @returns what the server answers: the registered asset
 */
export async function registerAsset(
  { client }: Pick<CommandContext, "client">,
  kind: AssetKind,
  body: unknown,
): Promise<unknown> {
  const name = requireName(body, "name")
  const version = isRecord(body) ? body["version"] : undefined
  const isNamed = typeof version === "string" || typeof version === "number"
  const answer = isNamed
    ? await client.send("PUT", client.paths.assetVersion(kind, name, String(version)), { json: body })
    : await client.send("POST", client.paths.assetVersions(kind, name), { json: body })
  return answer.json
}
