import { isSecretVariable } from "./secrets.ts"
import type { RequestBody } from "./to-requests.ts"
import { blankForm } from "./wizard-form.ts"
import type { DeploymentForm, EndpointForm, ProbeForm, TreeUpload, VariableForm } from "./wizard-form.ts"

/**
 * From documents back to the form. What the form has a field for goes there; everything else is kept as `extra` and sent as it
 * was written, so that no document loses a key by being looked at.
 */

const isText = (value: unknown): value is string => typeof value === "string"
const isRecord = (value: unknown): value is RequestBody =>
  typeof value === "object" && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): value is string | number | boolean =>
  isText(value) || typeof value === "number" || typeof value === "boolean"
const hasOnly = (body: RequestBody, keys: readonly string[]) => Object.keys(body).every((key) => keys.includes(key))

/** Takes keys out of a body one by one; what is left in the end is extra. */
function takeFrom(body: RequestBody) {
  const rest = new Map(Object.entries(body).filter(([key]) => key !== "$schema"))
  /** The value of a key if the form can hold it; otherwise it stays, and the form has nothing. */
  const take = <T>(key: string, fits: (value: unknown) => value is T): T | undefined => {
    const value = rest.get(key)
    if (value === null) rest.delete(key)
    if (!fits(value)) return undefined
    rest.delete(key)
    return value
  }
  return { take, has: (key: string) => rest.has(key), rest: () => Object.fromEntries(rest) }
}

/** A key without a value yet (`NEW:`) is one with an empty value: the map it stands in is still being typed. */
const isMap = (value: unknown): value is Readonly<Record<string, string | number | boolean | null>> =>
  isRecord(value) && Object.values(value).every((one) => one === null || isScalar(one))
const pairsOf = (map: Readonly<Record<string, string | number | boolean | null>> = {}) =>
  Object.entries(map).map(([key, value]) => ({ key, value: String(value ?? "") }))

/** The endpoint of a document. */
export function fromEndpointRequest(body: RequestBody): EndpointForm {
  const { take, rest } = takeFrom(body)
  take("auth_mode", (value): value is "key" => value === "key")
  return {
    name: take("name", isText) ?? "",
    description: take("description", isText) ?? "",
    tags: pairsOf(take("tags", isMap)),
    extra: rest(),
  }
}

/**
 * The deployment of a document.
 *
 * @param before what the form has, for instance files that were picked
 * @param variables what `${NAME}` stands for: secrets among these
 */
export function fromDeploymentRequest(
  body: RequestBody,
  before: DeploymentForm,
  variables: readonly VariableForm[] = before.variables,
): DeploymentForm {
  const { take, has, rest } = takeFrom(body)
  const blank = blankForm().deployment
  take("endpoint_name", isText)
  const settings = take("request_settings", isSettings) ?? {}
  const numberOf = (value: unknown, initial: string) => (isScalar(value) ? String(value) : initial)
  return {
    ...before,
    name: take("name", isText) ?? "",
    description: take("description", isText) ?? "",
    tags: pairsOf(take("tags", isMap)),
    ...modelOf(take("model", isModel), has("model"), before),
    ...codeOf(take("code_configuration", isCode), before),
    ...environmentOf(take("environment", isEnvironment), before),
    variables: variablesOf(take("environment_variables", isMap), variables),
    instanceType: take("instance_type", isText) ?? blank.instanceType,
    instanceCount: numberOf(take("instance_count", isScalar), blank.instanceCount),
    requestTimeoutMs: numberOf(settings["request_timeout_ms"], blank.requestTimeoutMs),
    maxConcurrentRequests: numberOf(settings["max_concurrent_requests_per_instance"], blank.maxConcurrentRequests),
    maxQueueWaitMs: numberOf(settings["max_queue_wait_ms"], blank.maxQueueWaitMs),
    liveness: probeOf(take("liveness_probe", isProbe)),
    readiness: probeOf(take("readiness_probe", isProbe)),
    egress: take("egress_public_network_access", isEgress) !== "disabled",
    extra: rest(),
  }
}

const SETTINGS = ["request_timeout_ms", "max_concurrent_requests_per_instance", "max_queue_wait_ms"]
const isSettings = (value: unknown): value is RequestBody => isMap(value) && hasOnly(value, SETTINGS)

const PROBE = ["initial_delay", "period", "timeout", "success_threshold", "failure_threshold"] as const
const isProbe = (value: unknown): value is RequestBody => isMap(value) && hasOnly(value, PROBE)
const isEgress = (value: unknown): value is "enabled" | "disabled" => value === "enabled" || value === "disabled"

function probeOf(body: RequestBody = {}): ProbeForm {
  const text = (key: (typeof PROBE)[number]) => {
    const value = body[key]
    return isScalar(value) ? String(value) : blankForm().deployment.readiness[key]
  }
  return {
    initial_delay: text("initial_delay"),
    period: text("period"),
    timeout: text("timeout"),
    success_threshold: text("success_threshold"),
    failure_threshold: text("failure_threshold"),
  }
}

/** A path as files of the form: on the server already, or named and still to be picked. */
function uploadOf(path: string, before: TreeUpload | null): TreeUpload {
  if (before && path === before.tree) return before
  const [, name = path] = /([^/]+)\/?$/.exec(path) ?? []
  const tree = path.startsWith("caudal://trees/") ? path : null
  return { tree, name, kind: path.endsWith("/") ? "folder" : "file", fileCount: 0, bytes: 0, scripts: [] }
}

const isModel = (value: unknown): value is string | { readonly path: string } =>
  isText(value) || (isRecord(value) && isText(value["path"]) && hasOnly(value, ["path"]))

function modelOf(model: string | { readonly path: string } | undefined, isExtra: boolean, before: DeploymentForm) {
  if (isText(model)) return { modelSource: "registered", modelReference: model } as const
  if (model) return { modelSource: "upload", modelUpload: uploadOf(model.path, before.modelUpload) } as const
  // Files that are not there yet are no line of the document either.
  const isWaiting = before.modelSource === "upload" && !before.modelUpload?.tree
  return isWaiting && !isExtra ? {} : ({ modelSource: "none" } as const)
}

const isCode = (value: unknown): value is RequestBody => isMap(value) && hasOnly(value, ["code", "scoring_script"])

function codeOf(body: RequestBody | undefined, before: DeploymentForm): Partial<DeploymentForm> {
  const { code, scoring_script: script } = body ?? {}
  const scoringScript = isText(script) ? script : before.scoringScript
  if (!isText(code) || code === before.codeTextTree) return { scoringScript }
  if (code.startsWith("azureml:")) return { codeSource: "registered", codeReference: code, scoringScript }
  return { codeSource: "upload", codeUpload: uploadOf(code, before.codeUpload), scoringScript }
}

const isEnvironment = (value: unknown): value is string | RequestBody =>
  isText(value) || (isMap(value) && hasOnly(value, ["image", "conda_file"]))

function environmentOf(environment: string | RequestBody | undefined, before: DeploymentForm): Partial<DeploymentForm> {
  if (isText(environment)) return { environmentSource: "registered", environmentReference: environment }
  if (environment === undefined) return { environmentSource: before.environmentSource, condaText: "", image: "" }
  const { image, conda_file: conda } = environment
  return {
    environmentSource: "conda",
    condaText: isText(conda) ? conda : "",
    image: isText(image) ? image : "",
  }
}

function variablesOf(map: Parameters<typeof pairsOf>[0], before: readonly VariableForm[]): VariableForm[] {
  const named = (name: string | undefined) => before.find((one) => one.key.trim() === name)
  return pairsOf(map).map(({ key, value }) => {
    const shown = named(/^\$\{(.+)\}$/.exec(value)?.[1])
    // Only a secret is ever shown as `${NAME}`: what else is written so is meant as it is written.
    if (shown && isSecretVariable(shown)) {
      // Under another name it stays a secret, also while that name is typed and does not look like one.
      return shown.key.trim() === key ? shown : { ...shown, key, isSecret: true }
    }
    return { key, value, isSecret: named(key)?.isSecret ?? null, wasSet: false }
  })
}
