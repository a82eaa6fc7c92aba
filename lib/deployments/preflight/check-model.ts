import type { ResolvedModel } from "#lib/assets/index.ts"
import type { ResolvedInstanceType } from "#lib/compute/contract.ts"

import type { DeploymentCheck } from "../preflight-schema.ts"
import type { Part } from "./resolve-parts.ts"

const MIB = 1024 * 1024
/** A model in memory needs its file's size and what the script makes of it. */
const MEMORY_FACTOR = 1.5

interface ModelFacts {
  readonly model: Part<ResolvedModel>
  /** Of its files, bytes. */
  readonly sizeBytes: number
  readonly freeBytes: number
  /** Null when the type is unknown. */
  readonly type: ResolvedInstanceType | null
  /** Processes of an instance that each load the model. */
  readonly workers: number
}

/** Whether the model is there, and whether disk and memory are likely to hold it. Pure. */
export function checkModel({ model, sizeBytes, freeBytes, type, workers }: ModelFacts): DeploymentCheck[] {
  if (model === null) {
    const message = "No model is given: the scoring script gets no AZUREML_MODEL_DIR."
    return [{ id: "model_none", level: "pass", field: "model", message, values: {} }]
  }
  if (model.refusal !== null) {
    const values = { code: model.refusal.code }
    return [{ id: "model_refused", level: "fail", field: "model", message: model.refusal.message, values }]
  }
  const { name, version } = model.found
  const found: DeploymentCheck = {
    id: "model_found",
    level: "pass",
    field: "model",
    message: `The model is there: ${toMib(sizeBytes)} MiB.`,
    values: { name, version, size_bytes: sizeBytes },
  }
  return [found, compareDisk(sizeBytes, freeBytes), ...(type ? [compareMemory({ sizeBytes, type, workers })] : [])]
}

/** Files are linked where the disk allows it; where it does not, they are copied. */
function compareDisk(sizeBytes: number, freeBytes: number): DeploymentCheck {
  const values = { size_bytes: sizeBytes, free_bytes: freeBytes }
  if (sizeBytes <= freeBytes) {
    const message = `${toMib(freeBytes)} MiB of disk are free.`
    return { id: "model_disk_enough", level: "pass", field: "model", message, values }
  }
  return {
    id: "model_disk_short",
    level: "warn",
    field: "model",
    message: `The model has ${toMib(sizeBytes)} MiB and ${toMib(freeBytes)} MiB of disk are free: it may not fit where instances see it.`,
    fix: "Free disk space where CAUDAL_HOME is.",
    values,
  }
}

function compareMemory({
  sizeBytes,
  type,
  workers,
}: {
  sizeBytes: number
  type: ResolvedInstanceType
  workers: number
}): DeploymentCheck {
  const likelyMib = Math.ceil((sizeBytes * MEMORY_FACTOR * workers) / MIB)
  const values = { size_bytes: sizeBytes, memory_mib: type.memoryMib, likely_mib: likelyMib, workers }
  if (likelyMib <= type.memoryMib) {
    const message = `An instance has ${type.memoryMib} MiB of memory; the model is likely to need ${likelyMib}.`
    return { id: "model_memory_enough", level: "pass", field: "instance_type", message, values }
  }
  return {
    id: "model_memory_short",
    level: "warn",
    field: "instance_type",
    message: `The model is likely to need ${likelyMib} MiB (${workers === 1 ? "one process" : `${workers} processes`}), and an instance has ${type.memoryMib} MiB: it may be ended for using more.`,
    fix: workers === 1 ? "Choose a larger instance_type." : "Choose a larger instance_type, or lower WORKER_COUNT.",
    values,
  }
}

const toMib = (bytes: number): number => Math.ceil(bytes / MIB)
