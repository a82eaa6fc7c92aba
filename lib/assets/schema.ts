import { z } from "zod"

import { textMap } from "#lib/endpoints/contract.ts"

import { ASSET_NAME_LENGTH_MAX, ASSET_VERSION_LENGTH_MAX, FLAVORS_BYTES_MAX } from "./limits.ts"

const NAME_RULE = "must start with a letter or digit and hold only letters, digits, dots, hyphens and underscores"
const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/

/** Name of a model, environment or code (Azure's pattern for assets). Case counts. */
export const assetName = z.string().min(1).max(ASSET_NAME_LENGTH_MAX).regex(NAME_PATTERN, NAME_RULE)

/** Version of an asset: any short text; YAML may write a number. */
export const assetVersion = z
  .union([z.string(), z.int().min(0).transform(String)])
  .pipe(z.string().min(1).max(ASSET_VERSION_LENGTH_MAX).regex(NAME_PATTERN, NAME_RULE))

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 lower-case hexadecimal digits")

/** Keys that `show` prints and that a file may therefore carry back; they are read and dropped. */
const readOnly = z.unknown().optional()

/** What every asset may say of itself. */
export const assetInput = {
  $schema: readOnly,
  id: readOnly,
  is_anonymous: readOnly,
  is_archived: readOnly,
  size_bytes: readOnly,
  created_by: readOnly,
  created_at: readOnly,
  updated_at: readOnly,
  name: assetName.optional(),
  version: assetVersion.nullish(),
  description: z.string().max(5000).nullish(),
  tags: textMap.nullish(),
  properties: textMap.nullish(),
}

/** A reference to an asset: `azureml:NAME:VERSION` or `azureml:NAME@latest`. */
export const assetReference = z
  .string()
  .regex(
    /^azureml:[A-Za-z0-9][A-Za-z0-9._-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*|@latest)$/,
    "must look like azureml:NAME:VERSION or azureml:NAME@latest",
  )

/** A tree that was uploaded: `caudal://trees/<sha-256>/<folder>/` or `.../<file>`. */
export const treeReference = z
  .string()
  .max(2048)
  .regex(
    /^caudal:\/\/trees\/[0-9a-f]{64}\/[^/]+\/?$/,
    "must be the reference of an upload; the CLI uploads local paths and other addresses are not supported yet",
  )

export const MODEL_TYPES = ["custom_model", "mlflow_model", "triton_model"] as const
export type ModelType = (typeof MODEL_TYPES)[number]

/** A model as YAML, REST and forms write it: Azure's `model.schema.json`. Without a name it is part of a deployment. */
export const modelInput = z.strictObject({
  ...assetInput,
  path: treeReference,
  type: z.enum(MODEL_TYPES).default("custom_model"),
  flavors: z
    .record(z.string().max(256), z.unknown())
    .refine(
      (value) => JSON.stringify(value).length <= FLAVORS_BYTES_MAX,
      `must have at most ${FLAVORS_BYTES_MAX} bytes`,
    )
    .nullish(),
})
export type ModelInput = z.infer<typeof modelInput>

/** A folder of code. */
export const codeInput = z.strictObject({ ...assetInput, path: treeReference })
export type CodeInput = z.infer<typeof codeInput>

/** What every asset shows of itself. */
export const assetView = {
  id: z.string(),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  properties: z.record(z.string(), z.string()),
  is_anonymous: z.boolean(),
  is_archived: z.boolean(),
  created_by: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
}

/** A model as the API answers it. */
export const modelView = z.object({
  ...assetView,
  path: z.string(),
  type: z.enum(MODEL_TYPES),
  flavors: z.record(z.string(), z.unknown()),
  size_bytes: z.int(),
})
export type ModelView = z.infer<typeof modelView>

/** A folder of code as the API answers it. */
export const codeView = z.object({ ...assetView, path: z.string(), size_bytes: z.int() })
export type CodeView = z.infer<typeof codeView>

const flag = z
  .enum(["true", "false"])
  .default("false")
  .transform((value) => value === "true")

/** What a list of assets may be asked for beside its page. */
export const assetListQuery = { include_archived: flag, include_anonymous: flag }

/** Opens an upload. Paths, sizes and limits are checked by `validateManifest`, which names each problem. */
export const uploadInput = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      size: z.number(),
      sha256: z.string(),
      executable: z.boolean().default(false),
    }),
  ),
})
export type UploadInput = z.infer<typeof uploadInput>

/** A tree's manifest as it is stored. */
export const treeManifest = z.strictObject({
  version: z.literal(1),
  files: z.array(z.strictObject({ path: z.string(), size: z.int(), sha256, executable: z.boolean() })),
})

/** What an upload still needs. `offset` is where the next byte of that file goes. */
export const uploadView = z.object({
  id: z.string(),
  tree: sha256,
  missing: z.array(z.object({ sha256, size: z.int(), offset: z.int() })),
  chunk_bytes_max: z.int(),
  expires_at: z.string(),
})
export type UploadView = z.infer<typeof uploadView>

/** How much of a file is stored. */
export const blobProgress = z.object({ sha256, offset: z.int(), size: z.int(), complete: z.boolean() })
export type BlobProgress = z.infer<typeof blobProgress>

export const completedUpload = z.object({ tree: sha256 })
export type CompletedUpload = z.infer<typeof completedUpload>
