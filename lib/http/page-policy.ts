interface PolicyInput {
  /** Base64; new for every page. */
  readonly nonce: string
  /** Development reloads modules by `eval` and a WebSocket. */
  readonly isDev: boolean
}

/**
 * The Content-Security-Policy of a page: scripts are the page's own, by nonce; nothing is loaded from elsewhere, nothing
 * frames it. Styles may be inline, because components measure and place what floats. WebAssembly may be compiled (it is no
 * `eval` of text): browsers hash large files for an upload with it.
 */
export function pagePolicy({ nonce, isDev }: PolicyInput): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws: wss:" : ""}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ")
}
