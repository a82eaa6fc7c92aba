import path from "node:path"

import type { InstanceSpec, Machine, Mount } from "#lib/compute/index.ts"
import { resolveInstanceType } from "#lib/compute/index.ts"
import type { DeploymentSpec } from "#lib/deployments/contract.ts"
import { buildPythonEnv, pythonCommand, pythonRuntime } from "#lib/runtimes/index.ts"

interface SpecSource {
  readonly instanceId: string
  readonly revisionId: string
  readonly generation: number
  readonly endpointName: string
  readonly deploymentName: string
  readonly spec: DeploymentSpec
  /** Folder of the virtual environment. */
  readonly environmentPath: string
  /** Folders that hold the trees' files. */
  readonly modelFolder: string | null
  readonly codeFolder: string | null
  readonly machine: Machine
}

/**
 * What the compute driver is to start. A model that was registered from a folder keeps that folder's name inside
 * `AZUREML_MODEL_DIR`, one from a file lies at its root, as in Azure ML.
 */
export function buildInstanceSpec(source: SpecSource): InstanceSpec {
  const { spec, machine } = source
  const type = resolveInstanceType(spec.instanceType, machine)
  return {
    instanceId: source.instanceId,
    endpointName: source.endpointName,
    deploymentName: source.deploymentName,
    revisionId: source.revisionId,
    generation: source.generation,
    command: [...pythonCommand(path.join(source.environmentPath, "bin/python"))],
    env: buildPythonEnv({
      endpoint: source.endpointName,
      deployment: source.deploymentName,
      instance: source.instanceId,
      codeFolder: spec.code?.pathName ?? "",
      scoringScript: spec.code?.scoringScript ?? "",
      model: spec.model && { name: spec.model.name, version: spec.model.version, mountPath: spec.modelMountPath },
      slots: spec.requestSettings.max_concurrent_requests_per_instance,
      requestTimeoutMs: spec.requestSettings.request_timeout_ms,
      cpus: type.vcpu,
      userVariables: spec.environmentVariables,
    }),
    mounts: mountsOf(source),
    memoryMib: type.memoryMib,
    cpus: type.vcpu,
    egress: spec.egress,
    cwd: pythonRuntime.appRoot,
  }
}

function mountsOf({ spec, modelFolder, codeFolder }: SpecSource): Mount[] {
  const mounts: Mount[] = [{ source: pythonRuntime.packagePath, target: pythonRuntime.packageMountPoint }]
  if (spec.code && codeFolder !== null) {
    mounts.push({ source: codeFolder, target: path.posix.join(pythonRuntime.appRoot, spec.code.pathName) })
  }
  if (spec.model && modelFolder !== null) {
    const { name, version, pathKind, pathName } = spec.model
    const target = path.posix.join(spec.modelMountPath, name, version, pathName)
    mounts.push({ source: pathKind === "file" ? path.join(modelFolder, pathName) : modelFolder, target })
  }
  return mounts
}
