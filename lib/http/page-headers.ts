/** Where the studio's server tells pages which address the browser asked for: path and query. */
export const PAGE_URL_HEADER = "x-caudal-page"
