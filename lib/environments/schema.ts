import { z } from "zod"

/** Names of environments, as Azure ML takes them for assets. */
export const ENVIRONMENT_NAME_CHARS_MAX = 255
const name = z
  .string()
  .max(ENVIRONMENT_NAME_CHARS_MAX)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "must begin with a letter or digit and hold only letters, digits, `.`, `_` and `-`",
  )
const version = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .pipe(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/, "must be 1 to 30 letters, digits, `.`, `_` or `-`"))

const route = z.strictObject({
  path: z.string().regex(/^\//, "must begin with `/`"),
  port: z.coerce.number().int().min(1).max(65_535),
})

/** A relative path that stays below the folder it starts from. */
const relativePath = z
  .string()
  .min(1)
  .refine((value) => !value.startsWith("/") && !value.split("/").includes(".."), "must stay inside the build folder")

const fields = {
  $schema: z.string().optional(),
  version: version.optional(),
  description: z.string().max(4096).optional(),
  tags: z.record(z.string().max(100), z.coerce.string().max(1000)).optional(),
  properties: z.record(z.string(), z.coerce.string()).optional(),
  image: z.string().min(1).max(512).regex(/^\S+$/, "must not hold spaces").optional(),
  build: z.strictObject({ path: z.string().min(1), dockerfile_path: relativePath.default("Dockerfile") }).optional(),
  /** A path beside the YAML file, the text of a conda file, or the file as an object. */
  conda_file: z.union([z.string().min(1), z.record(z.string(), z.unknown())]).optional(),
  os_type: z.enum(["linux", "windows"]).default("linux"),
  inference_config: z.strictObject({ liveness_route: route, readiness_route: route, scoring_route: route }).optional(),
}

interface Parts {
  readonly image?: string | undefined
  readonly build?: unknown
  readonly conda_file?: unknown
  readonly os_type: string
}

function checkParts(value: Parts, context: z.RefinementCtx): void {
  const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message })
  if (value.image !== undefined && value.build !== undefined)
    issue("build", "cannot stand beside `image`: give one of them")
  if (value.build !== undefined && value.conda_file !== undefined) {
    issue("conda_file", "cannot stand beside `build`: install the packages in the Dockerfile")
  }
  if (value.image === undefined && value.build === undefined && value.conda_file === undefined) {
    issue("image", "is missing: give `image`, `build` or `conda_file`")
  }
  if (value.os_type === "windows") issue("os_type", "must be `linux`: Caudal runs no Windows instances")
}

/** An environment file of the Azure ML CLI v2: what `caudal environment create -f` reads. */
export const environmentSchema = z.strictObject({ name, ...fields }).superRefine(checkParts)

/** An environment written inside a deployment, where the name may be left out. */
export const inlineEnvironmentSchema = z.strictObject({ name: name.optional(), ...fields }).superRefine(checkParts)

export type EnvironmentInput = z.input<typeof environmentSchema>
export type Environment = z.output<typeof environmentSchema>
export type InlineEnvironment = z.output<typeof inlineEnvironmentSchema>

/** How `conda_file` was written: as a path beside the YAML file, or as the file's content. */
export type CondaFileValue =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "text"; readonly text: string }

/** Tells a path from content: content has more than one line, a path does not. An object becomes JSON, which is YAML. */
export function readCondaFileValue(value: string | Readonly<Record<string, unknown>>): CondaFileValue {
  if (typeof value !== "string") return { kind: "text", text: JSON.stringify(value, null, 2) }
  return value.includes("\n") ? { kind: "text", text: value } : { kind: "path", path: value }
}
