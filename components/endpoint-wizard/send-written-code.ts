import { sendTree } from "#components/upload/send-tree.ts"
import { uploadApi } from "#components/upload/upload-api.ts"
import type { FormStore } from "#components/wizard/form-store.ts"

import { WRITTEN_CODE_FOLDER } from "./form/to-requests.ts"
import type { WizardForm } from "./form/wizard-form.ts"

/**
 * Uploads a scoring script that was written in the browser. Always, also what was uploaded before: contents that the server
 * has are not sent again, and those that it threw away meanwhile are.
 */
export async function sendWrittenCode(workspace: string, store: FormStore<WizardForm>): Promise<WizardForm> {
  const { deployment, hasDeployment } = store.get()
  const { codeText, scoringScript, codeSource } = deployment
  if (!hasDeployment || codeSource !== "write") return store.get()
  const picked = {
    name: WRITTEN_CODE_FOLDER,
    kind: "folder",
    files: [{ path: scoringScript.trim(), file: new Blob([codeText]) }],
  } as const
  const codeTree = await sendTree(picked, {
    api: uploadApi(workspace),
    onProgress: () => undefined,
    signal: new AbortController().signal,
    sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
  })
  store.update((form) =>
    form.deployment.codeText === codeText && form.deployment.codeTextTree !== codeTree
      ? { ...form, deployment: { ...form.deployment, codeTextTree: codeTree } }
      : form,
  )
  return store.get()
}
