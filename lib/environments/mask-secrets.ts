// The scheme is bounded, so that a long word of a hostile build's output costs no more than its length.
const USER_INFO = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/'"`]*@/gi

/** Hides `user:password@` in every URL of a text, so that it can be logged or shown. */
export function maskSecrets(text: string): string {
  return text.replaceAll(USER_INFO, "$1****@")
}

/** The text with user and password taken out of its URLs, for what must not change when a password is rotated. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(USER_INFO, "$1")
}
