import { readFile } from "node:fs/promises"
import path from "node:path"

import { parse } from "yaml"
import { z } from "zod"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"
import type { OnlineDeploymentInput } from "#lib/deployments/contract.ts"
import { onlineEndpointInput } from "#lib/endpoints/contract.ts"
import type { OnlineEndpointInput } from "#lib/endpoints/contract.ts"

/** The parts of a sample's deployment that name files beside it. */
const deploymentFile = z.looseObject({
  model: z.looseObject({ path: z.string() }),
  code_configuration: z.looseObject({ code: z.string() }),
  environment: z.looseObject({ conda_file: z.string() }),
})

interface Definitions {
  readonly endpoint: OnlineEndpointInput
  readonly deployment: OnlineDeploymentInput
}

/**
 * A sample's files as the API takes them, for an endpoint of that name.
 *
 * @param store uploads a file or folder and answers its reference.
 */
export async function readDefinitions(
  folder: string,
  endpointName: string,
  store: (source: string) => Promise<string>,
): Promise<Definitions> {
  const read = async (file: string): Promise<unknown> => parse(await readFile(path.join(folder, file), "utf8"))
  const endpoint = onlineEndpointInput.parse({
    ...z.looseObject({}).parse(await read("endpoint.yml")),
    name: endpointName,
  })
  const file = deploymentFile.parse(await read("blue.yml"))
  const { model, code_configuration: code, environment } = file
  const deployment = onlineDeploymentInput.parse({
    ...file,
    endpoint_name: endpointName,
    model: { ...model, path: await store(path.join(folder, model.path)) },
    code_configuration: { ...code, code: await store(path.join(folder, code.code)) },
    environment: { ...environment, conda_file: await readFile(path.join(folder, environment.conda_file), "utf8") },
  })
  return { endpoint, deployment }
}
