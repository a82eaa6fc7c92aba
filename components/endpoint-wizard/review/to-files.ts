import { WRITTEN_CODE_FOLDER } from "../form/to-requests.ts"
import type { FilesAt } from "../form/to-requests.ts"
import type { WizardForm } from "../form/wizard-form.ts"
import type { Documents } from "./documents.ts"
import { toCli } from "./to-cli.ts"
import { toYaml } from "./to-yaml.ts"

/** The files of the download, by path. What was written in the browser is among them when documents name local files. Pure. */
export function toFiles(form: WizardForm, documents: Documents, files: FilesAt): Readonly<Record<string, string>> {
  const { deployment } = form
  const isLocal = files === "local" && documents.deployment !== null
  return {
    ...(documents.endpoint ? { "endpoint.yml": toYaml("endpoint", documents.endpoint) } : {}),
    ...(documents.deployment ? { "deployment.yml": toYaml("deployment", documents.deployment) } : {}),
    "create.sh": toCli(documents),
    ...(isLocal && deployment.environmentSource === "conda" ? { "conda.yml": deployment.condaText } : {}),
    ...(isLocal && deployment.codeSource === "write"
      ? { [`${WRITTEN_CODE_FOLDER}/${deployment.scoringScript.trim()}`]: deployment.codeText }
      : {}),
  }
}
