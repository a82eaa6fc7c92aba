/** Limits that more than one domain shares. A domain's own limits stand in its `schema.ts`. */

/** Largest JSON request body of the REST API. */
export const REQUEST_BODY_BYTES_MAX = 1024 * 1024
/** Rows of one page of a list, by default and at most. */
export const PAGE_SIZE_DEFAULT = 50
export const PAGE_SIZE_MAX = 500
/** Longest `?wait=` of the API. */
export const WAIT_SECONDS_MAX = 600
/** Below this much free disk, builds and uploads are refused and serving goes on. */
export const FREE_DISK_BYTES_MIN = 1024 ** 3
