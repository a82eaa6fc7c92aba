import { z } from "zod"

/** What a person types, field by field, as text. It is also what a draft holds: reading one never fails, what does not fit
 * is as if it had not been typed. The defaults here are those of a form that nobody has touched. */

export const FORM_VERSION = 1

const text = (fallback = "") => z.string().catch(fallback)
/** A part of the form; one that is missing or no object is a part that nobody has touched. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => (typeof value === "object" && value !== null ? value : {}), z.object(shape))

const pair = z.object({ key: text(), value: text() })
const pairs = z.array(pair).catch([])

/** Files that were uploaded, or whose upload was begun: `tree` is null until the server has all of them. */
const upload = z
  .object({
    tree: z.string().nullable(),
    name: z.string(),
    kind: z.enum(["file", "folder"]),
    fileCount: z.number(),
    bytes: z.number(),
    /** Python files, of which one is the scoring script. */
    scripts: z.array(z.string()).catch([]),
  })
  .nullable()
  .catch(null)
export type TreeUpload = NonNullable<z.infer<typeof upload>>

const variable = pair.extend({
  /** Null: told by its name and value. */
  isSecret: z.boolean().nullable().catch(null),
  /** A secret that was typed before the draft was closed: its value is gone and must be typed again. */
  wasSet: z.boolean().catch(false),
})
export type VariableForm = z.infer<typeof variable>

const probe = part({
  initial_delay: text("10"),
  period: text("10"),
  timeout: text("2"),
  success_threshold: text("1"),
  failure_threshold: text("30"),
})
export type ProbeForm = z.infer<typeof probe>

const extra = z.record(z.string(), z.unknown()).catch({})

const endpoint = part({
  name: text(),
  description: text(),
  tags: pairs,
  /** Keys of the document that the form has no field for. */
  extra,
})
export type EndpointForm = z.infer<typeof endpoint>

const deployment = part({
  name: text("blue"),
  description: text(),
  tags: pairs,
  modelSource: z.enum(["upload", "registered", "none"]).catch("upload"),
  modelUpload: upload,
  modelReference: text(),
  codeSource: z.enum(["upload", "write", "registered"]).catch("upload"),
  codeUpload: upload,
  codeText: text(),
  /** The tree of `codeText` once it is on the server; typing forgets it. */
  codeTextTree: z.string().nullable().catch(null),
  codeReference: text(),
  scoringScript: text("score.py"),
  environmentSource: z.enum(["conda", "registered"]).catch("conda"),
  condaText: text(),
  image: text(),
  environmentReference: text(),
  variables: z.array(variable).catch([]),
  instanceType: text("Standard_DS3_v2"),
  instanceCount: text("1"),
  requestTimeoutMs: text("5000"),
  maxConcurrentRequests: text("1"),
  maxQueueWaitMs: text("500"),
  readiness: probe,
  liveness: probe,
  egress: z.boolean().catch(true),
  traffic: z.enum(["all", "none"]).catch("all"),
  extra,
})
export type DeploymentForm = z.infer<typeof deployment>

export const wizardForm = part({
  endpoint,
  /** Whether a first deployment is made together with the endpoint. */
  hasDeployment: z.boolean().catch(true),
  deployment,
  /** Ties a repeated request to the first one: what was sent twice is done once. */
  submissionKey: text(),
  /** The documents as somebody wrote them, for their comments; secrets stand in them as `${NAME}`. */
  yamlText: text(),
  /** Of the deployment that is changed: the revision that the form was filled in from. */
  baseRevision: z.int().nullable().catch(null),
  /** The endpoint that an earlier attempt of this form has made already. */
  createdEndpoint: z.string().nullable().catch(null),
})
export type WizardForm = z.infer<typeof wizardForm>

/** A form that nobody has touched. */
export function blankForm(): WizardForm {
  return wizardForm.parse({})
}
