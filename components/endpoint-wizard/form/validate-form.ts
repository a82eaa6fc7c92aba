import type { z } from "zod"

import { onlineDeploymentInput } from "#lib/deployments/contract.ts"
import { NAME_LENGTH_MAX, NAME_LENGTH_MIN, onlineEndpointInput } from "#lib/endpoints/contract.ts"

import { isSecretVariable } from "./secrets.ts"
import { stepOfField } from "./steps.ts"
import type { StepId, WizardMode } from "./steps.ts"
import { toDeploymentRequest, toEndpointRequest } from "./to-requests.ts"
import type { DeploymentForm, WizardForm } from "./wizard-form.ts"

/** Rules that have a sentence in both languages; `other` is said in the schema's words. */
export const RULES = [
  "required",
  "name",
  "min",
  "max",
  "wholeNumber",
  "variableName",
  "duplicateKey",
  "tooLong",
  "secretMissing",
  "modelMissing",
  "modelReference",
  "codeMissing",
  "codeReference",
  "codeText",
  "environmentReference",
  "condaMissing",
  "scriptPath",
  "nameTaken",
  "other",
] as const
export type Rule = (typeof RULES)[number]

/** One thing to mend. */
export interface Problem {
  /** The key of the request, after `endpoint.` or `deployment.`. */
  readonly field: string
  readonly step: StepId
  readonly rule: Rule
  readonly values: Readonly<Record<string, string | number>>
}

const problem = (field: string, rule: Rule, values: Problem["values"] = {}): Problem => ({
  field,
  step: stepOfField(field),
  rule,
  values,
})

/** Everything that keeps the form from being sent, one problem a field, in the order of the steps. Pure. */
export function validateForm(form: WizardForm, mode: WizardMode, endpointName: string): readonly Problem[] {
  const endpoint =
    mode === "endpoint" ? fromSchema("endpoint", onlineEndpointInput, toEndpointRequest(form.endpoint)) : []
  const tags = mode === "endpoint" ? duplicates("endpoint.tags", form.endpoint.tags) : []
  if (mode === "endpoint" && !form.hasDeployment) return oneEach([...endpoint, ...tags])
  const name = mode === "endpoint" ? form.endpoint.name : endpointName
  const request = toDeploymentRequest(form.deployment, name)
  const deployment = fromSchema("deployment", onlineDeploymentInput, request)
  // The endpoint's own problem says it already.
  const own = deployment.filter(({ field }) => field !== "deployment.endpoint_name")
  return oneEach([...endpoint, ...tags, ...missingParts(form.deployment), ...own])
}

function oneEach(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ field }) => !seen.has(field) && seen.add(field))
}

function duplicates(field: string, pairs: ReadonlyArray<{ readonly key: string }>): Problem[] {
  const keys = pairs.map(({ key }) => key.trim()).filter((key) => key !== "")
  const twice = keys.find((key, index) => keys.indexOf(key) !== index)
  return twice === undefined ? [] : [problem(field, "duplicateKey", { key: twice })]
}

const REFERENCE = /^azureml:[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*|@latest)$/

/** What only a form can lack: files that are not there yet, a secret to type again. */
function missingParts(form: DeploymentForm): Problem[] {
  const found: Problem[] = [...duplicates("deployment.tags", form.tags)]
  if (form.modelSource === "upload" && !form.modelUpload?.tree) found.push(problem("deployment.model", "modelMissing"))
  if (form.modelSource === "registered" && !REFERENCE.test(form.modelReference)) {
    found.push(problem("deployment.model", "modelReference"))
  }
  const code = "deployment.code_configuration.code"
  const isCodeAsked = !("code_configuration" in form.extra)
  if (isCodeAsked && form.codeSource === "upload" && !form.codeUpload?.tree) found.push(problem(code, "codeMissing"))
  if (isCodeAsked && form.codeSource === "registered" && !REFERENCE.test(form.codeReference)) {
    found.push(problem(code, "codeReference"))
  }
  if (isCodeAsked && form.codeSource === "write" && form.codeText.trim() === "") found.push(problem(code, "codeText"))
  const isEnvironmentAsked = !("environment" in form.extra)
  if (isEnvironmentAsked && form.environmentSource === "registered" && !REFERENCE.test(form.environmentReference)) {
    found.push(problem("deployment.environment", "environmentReference"))
  }
  if (isEnvironmentAsked && form.environmentSource === "conda" && form.condaText.trim() === "") {
    found.push(problem("deployment.environment.conda_file", "condaMissing"))
  }
  for (const variable of form.variables) {
    const key = variable.key.trim()
    const field = `deployment.environment_variables.${key}`
    // A placeholder without a secret behind it would be sent as it stands.
    const isPlaceholder = key !== "" && variable.value === `\${${key}}`
    if (isPlaceholder || (isSecretVariable(variable) && variable.wasSet && variable.value === "")) {
      found.push(problem(field, "secretMissing", { key: variable.key }))
    }
  }
  return [...found, ...duplicates("deployment.environment_variables", form.variables)]
}

/** What is sent before its files are there is looked at by `missingParts`. */
const LOOKED_AT = /^deployment\.(?:model|code_configuration\.code|environment)(?:\.|$)/

function fromSchema(prefix: "endpoint" | "deployment", schema: z.ZodType, request: unknown): Problem[] {
  const parsed = schema.safeParse(request)
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => {
    const field = [prefix, ...issue.path].join(".")
    return LOOKED_AT.test(field) && !field.includes("environment_variables") ? [] : [describe(field, issue)]
  })
}

const NAME_FIELD = /^(?:endpoint\.name|deployment\.name)$/

/** A schema's issue as a rule that has words. */
function describe(field: string, issue: z.core.$ZodIssue): Problem {
  if (NAME_FIELD.test(field)) return problem(field, "name", { min: NAME_LENGTH_MIN, max: NAME_LENGTH_MAX })
  if (field.startsWith("deployment.environment_variables.") && issue.code === "invalid_key") {
    return problem(field, "variableName", { key: String(issue.path.at(-1) ?? "") })
  }
  if (field.endsWith("scoring_script")) return problem(field, "scriptPath")
  const isText = "origin" in issue && issue.origin === "string"
  if (issue.code === "too_small" && !isText) return problem(field, "min", { min: Number(issue.minimum) })
  if (issue.code === "too_big" && !isText) return problem(field, "max", { max: Number(issue.maximum) })
  if (issue.code === "too_big") return problem(field, "tooLong", { max: Number(issue.maximum) })
  if (issue.code === "invalid_type" && issue.expected === "number") return problem(field, "wholeNumber")
  if (issue.code === "invalid_type" && issue.expected === "int") return problem(field, "wholeNumber")
  return problem(field, "other", { message: issue.message })
}
