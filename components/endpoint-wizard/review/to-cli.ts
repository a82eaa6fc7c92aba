import type { Documents } from "./documents.ts"

/** A word of a shell command: quoted when it needs to be. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** The commands that do what the form does, with `endpoint.yml` and `deployment.yml` beside them. Pure. */
export function toCli(documents: Documents): string {
  const { workspace, endpointName, endpoint, deployment, isUpdate, isAllTraffic, secrets } = documents
  const at = ` -w ${quote(workspace)}`
  // Values of secrets come from the environment of whoever runs it; without one the script stops and names it.
  const set = secrets.map((name) => ` \\\n  --set "environment_variables.${name}=\${${name}:?}"`).join("")
  const verb = isUpdate ? "update" : "create"
  return [
    "#!/bin/sh",
    "set -eu",
    ...(endpoint ? [`caudal online-endpoint create -f endpoint.yml${at}`] : []),
    ...(deployment
      ? [`caudal online-deployment ${verb} -f deployment.yml${at}${isAllTraffic ? " --all-traffic" : ""}${set}`]
      : []),
    `caudal online-endpoint show -n ${quote(endpointName)}${at}`,
    "",
  ].join("\n")
}
