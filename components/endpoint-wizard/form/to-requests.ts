import type { DeploymentForm, EndpointForm, ProbeForm, TreeUpload } from "./wizard-form.ts"

/** A body as YAML, REST and the CLI write it. */
export type RequestBody = Readonly<Record<string, unknown>>

/** Name of the folder that code written in the browser is uploaded as. */
export const WRITTEN_CODE_FOLDER = "code"

/** Where the files of a document are: on the server already, or beside the document. */
export type FilesAt = "server" | "local"

/** A number where digits were typed; otherwise what was typed (null: nothing), for the schema to refuse. */
function number(text: string): unknown {
  if (text.trim() === "") return null
  return /^\s*[+-]?\d{1,15}\s*$/.test(text) ? Number(text) : text
}

/** Without what says nothing. */
function compact(body: RequestBody): RequestBody {
  return Object.fromEntries(
    Object.entries(body).filter(
      ([, value]) => value !== undefined && value !== "" && !(isRecord(value) && Object.keys(value).length === 0),
    ),
  )
}

const isRecord = (value: unknown): value is RequestBody =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const mapOf = (pairs: ReadonlyArray<{ readonly key: string; readonly value: string }>): RequestBody =>
  Object.fromEntries(pairs.flatMap(({ key, value }) => (key.trim() === "" ? [] : [[key.trim(), value]])))

/** The endpoint that the form describes. */
export function toEndpointRequest(form: EndpointForm): RequestBody {
  const own = compact({
    name: form.name.trim(),
    description: form.description.trim(),
    tags: mapOf(form.tags),
    auth_mode: "key",
  })
  return { ...own, ...form.extra }
}

/** The deployment that the form describes. Pure: secrets stand in it as they were typed. */
export function toDeploymentRequest(
  form: DeploymentForm,
  endpointName: string,
  files: FilesAt = "server",
): RequestBody {
  const own = compact({
    name: form.name.trim(),
    endpoint_name: endpointName.trim(),
    description: form.description.trim(),
    tags: mapOf(form.tags),
    model: modelOf(form, files),
    code_configuration: compact({ code: codeOf(form, files), scoring_script: form.scoringScript.trim() }),
    environment: environmentOf(form, files),
    environment_variables: mapOf(form.variables),
    instance_type: form.instanceType.trim(),
    instance_count: number(form.instanceCount),
    request_settings: {
      request_timeout_ms: number(form.requestTimeoutMs),
      max_concurrent_requests_per_instance: number(form.maxConcurrentRequests),
      max_queue_wait_ms: number(form.maxQueueWaitMs),
    },
    liveness_probe: probeOf(form.liveness),
    readiness_probe: probeOf(form.readiness),
    egress_public_network_access: form.egress ? undefined : "disabled",
  })
  // A document's own words win: what is in them is what the form has no field for.
  return { ...own, ...form.extra }
}

function pathOf(upload: TreeUpload | null, files: FilesAt): string | null {
  if (upload === null) return null
  if (files === "server") return upload.tree
  return `./${upload.name}${upload.kind === "folder" ? "/" : ""}`
}

function modelOf(form: DeploymentForm, files: FilesAt): unknown {
  if (form.modelSource === "none") return undefined
  if (form.modelSource === "registered") return form.modelReference
  const path = pathOf(form.modelUpload, files)
  return path === null ? undefined : { path }
}

function codeOf(form: DeploymentForm, files: FilesAt): string {
  if (form.codeSource === "registered") return form.codeReference
  if (form.codeSource === "upload") return pathOf(form.codeUpload, files) ?? ""
  return files === "local" ? `./${WRITTEN_CODE_FOLDER}/` : (form.codeTextTree ?? "")
}

function environmentOf(form: DeploymentForm, files: FilesAt): unknown {
  if (form.environmentSource === "registered") return form.environmentReference
  return compact({ image: form.image.trim(), conda_file: files === "local" ? "./conda.yml" : form.condaText })
}

function probeOf(probe: ProbeForm): RequestBody {
  return {
    initial_delay: number(probe.initial_delay),
    period: number(probe.period),
    timeout: number(probe.timeout),
    success_threshold: number(probe.success_threshold),
    failure_threshold: number(probe.failure_threshold),
  }
}
