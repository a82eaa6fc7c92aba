/** What pages and layouts on the server may use. */
export { readPage } from "./read-page.ts"
export { readViewer } from "./read-viewer.ts"
