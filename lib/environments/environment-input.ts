import { z } from "zod"

import { assetInput, assetView } from "#lib/assets/contract.ts"

/** Name of environments that were written inside a deployment; their version is a hash of what they say (as in Azure). */
export const ANONYMOUS_ENVIRONMENT = "CliV2AnonymousEnvironment"

const CONDA_FILE_CHARS_MAX = 256 * 1024

const probeRoute = z.strictObject({
  path: z.string().max(1024).regex(/^\//, "must begin with /"),
  port: z.coerce.number().int().min(1).max(65_535),
})

const buildPath = z
  .string()
  .max(2048)
  .regex(
    /^caudal:\/\/trees\/[0-9a-f]{64}\/[^/]+\/$/,
    "must be the reference of an uploaded folder; the CLI uploads local ones",
  )

const dockerfilePath = z
  .string()
  .min(1)
  .max(1024)
  .refine((value) => !/^[/\\]|\\/.test(value) && !value.split("/").includes(".."), "must stay inside the build folder")

/**
 * An environment as REST and the CLI send it, in the keys of Azure's `environment.schema.json`: `conda_file` is the file's content, as text or as the
 * parsed map. Without a name it is part of a deployment.
 */
export const environmentInput = z
  .strictObject({
    ...assetInput,
    image: z.string().min(1).max(512).regex(/^\S+$/, "must not have spaces").nullish(),
    conda_file: z.union([z.string().min(1).max(CONDA_FILE_CHARS_MAX), z.record(z.string(), z.unknown())]).nullish(),
    build: z.strictObject({ path: buildPath, dockerfile_path: dockerfilePath.default("Dockerfile") }).nullish(),
    os_type: z
      .string()
      .toLowerCase()
      .pipe(z.literal("linux", "must be linux: Caudal runs no Windows instances"))
      .default("linux"),
    inference_config: z
      .strictObject({
        liveness_route: probeRoute.nullish(),
        readiness_route: probeRoute.nullish(),
        scoring_route: probeRoute.nullish(),
      })
      .nullish(),
  })
  .superRefine((value, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message })
    const { image, build, conda_file: condaFile } = value
    if (image && build) issue("build", "cannot stand beside image: give one of them")
    if (build && condaFile) issue("conda_file", "cannot stand beside build: install the packages in the Dockerfile")
    if (!image && !build && !condaFile) issue("conda_file", "is missing: give image, build or conda_file")
  })
export type EnvironmentDefinition = z.infer<typeof environmentInput>

/** What an environment is, as a deployment's revision keeps it: nothing in it can change, and equal ones have equal text. */
export const environmentSpec = z.object({
  image: z.string().nullable(),
  /** The file's content, YAML. */
  conda_file: z.string().nullable(),
  build: z.object({ path: z.string(), dockerfile_path: z.string() }).nullable(),
  os_type: z.literal("linux"),
  inference_config: z.record(z.string(), z.object({ path: z.string(), port: z.number() })).nullable(),
})
export type EnvironmentSpec = z.infer<typeof environmentSpec>

/** An environment as the API answers it. */
export const environmentView = z.object({ ...assetView, ...environmentSpec.shape })
export type EnvironmentView = z.infer<typeof environmentView>
