/** Limits of assets and uploads. The CLI checks the same ones before it sends anything. */

/** Files in one tree. Azure takes 1,500 for a model; large tokenisers and code folders need more. */
export const TREE_FILES_MAX = 10_000
/** One file, and all files of one tree together. */
export const FILE_BYTES_MAX = 64 * 1024 ** 3
export const TREE_BYTES_MAX = 128 * 1024 ** 3

/** A path inside a tree, UTF-8: leaves room below Linux's 4,096 for the folder that it is mounted under. */
export const PATH_BYTES_MAX = 1024
/** One segment of a path: what Linux file systems take. */
export const SEGMENT_BYTES_MAX = 255
export const PATH_DEPTH_MAX = 32

/** The JSON that opens an upload: about 400 bytes for each of the files. */
export const MANIFEST_BYTES_MAX = 8 * 1024 ** 2
/** Problems that one answer lists. */
export const MANIFEST_PROBLEMS_MAX = 20

/** One request's part of a file. */
export const CHUNK_BYTES_MAX = 16 * 1024 ** 2
/** Uploads of one workspace that are neither completed nor expired. */
export const UPLOADS_OPEN_MAX = 32
/** An upload that is not completed by then starts again. */
export const UPLOAD_EXPIRY_MS = 24 * 3600 * 1000

/** How long contents that nothing refers to are kept. */
export const GARBAGE_AGE_MS = 24 * 3600 * 1000

export const ASSET_NAME_LENGTH_MAX = 255
export const ASSET_VERSION_LENGTH_MAX = 100
/** A model's `flavors`, as JSON. */
export const FLAVORS_BYTES_MAX = 64 * 1024
