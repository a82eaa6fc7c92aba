import { onlineDeploymentInput } from "#lib/deployments/contract.ts"

import type { CommandContext } from "../command.ts"
import { checkDefinition } from "../yaml/check-definition.ts"

import type { Definition } from "./load-definition.ts"
import { prepareDeployment } from "./prepare-deployment.ts"
import { requireName } from "./require-name.ts"
import { uploadPrepared } from "./upload-prepared.ts"

/**
 * A deployment as the server takes it: paths resolved, the whole checked, then model and code uploaded.
 *
 * @param beforeUpload may refuse by throwing, before anything is sent
 * @throws CliError before anything is uploaded when the definition is not valid
 */
export async function sendableDeployment(
  context: Pick<CommandContext, "client" | "terminal" | "tell">,
  definition: Definition,
  beforeUpload: (names: { endpoint: string; name: string }) => Promise<void> = async () => {},
): Promise<{ json: unknown; name: string; endpoint: string }> {
  const prepared = prepareDeployment(definition)
  checkDefinition(onlineDeploymentInput, prepared.value, "deployment", definition.file)
  const names = {
    name: requireName(prepared.value, "name"),
    endpoint: requireName(prepared.value, "endpoint_name"),
  }
  await beforeUpload(names)
  return { json: await uploadPrepared(context, prepared), ...names }
}
