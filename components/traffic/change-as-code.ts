import { apiPaths, fillPath } from "#lib/urls/contract.ts"

interface SplitChange {
  readonly workspace: string
  readonly endpoint: string
  /** In order of creation. */
  readonly shares: ReadonlyArray<{ readonly name: string; readonly percent: number }>
  /** The endpoint's revision that the change is meant for. */
  readonly revision: number
  readonly reason: string
  readonly isForced: boolean
}

const shell = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A change of the split for people who would rather write it: command, request and file that do the same. */
export function changeAsCode(change: SplitChange): {
  readonly cli: string
  readonly rest: string
  readonly yaml: string
} {
  const { workspace, endpoint, shares, revision, reason, isForced } = change
  const body = {
    traffic: Object.fromEntries(shares.map(({ name, percent }) => [name, percent])),
    ...(reason === "" ? {} : { reason }),
    ...(isForced ? { force: true } : {}),
  }
  const command = [
    `caudal online-endpoint update -w ${workspace} -n ${endpoint}`,
    `--traffic "${shares.map(({ name, percent }) => `${name}=${percent}`).join(" ")}"`,
    ...(reason === "" ? [] : [`--reason ${shell(reason)}`]),
    ...(isForced ? ["--force"] : []),
  ]
  const request = [
    `curl -X PUT "$CAUDAL_URL${fillPath(apiPaths.traffic, { workspace, endpoint })}"`,
    `-H "Authorization: Bearer $CAUDAL_TOKEN" -H "Content-Type: application/json"`,
    `-H 'If-Match: "${revision}"'`,
    `--data ${shell(JSON.stringify(body))}`,
  ]
  return {
    cli: command.join(" \\\n  "),
    rest: request.join(" \\\n  "),
    yaml: [`name: ${endpoint}`, "traffic:", ...shares.map(({ name, percent }) => `  ${name}: ${percent}`)].join("\n"),
  }
}
