const SECRET_NAME =
  /(?:secret|token|passw(?:or)?d|passwd|pwd|passphrase|credential|api_?key|access_?key|private_?key|signing_?key|account_?key|connection_?string|\bdsn\b)/i
/** How the keys of well-known services begin; a private key; a web token; an address with a password in it. */
const SECRET_VALUE =
  /^(?:sk-|sk_live_|ghp_|gho_|github_pat_|glpat-|xox[abpr]-|AKIA|ASIA|AIza|hf_|eyJ[\w-]+\.eyJ)|-----BEGIN [A-Z ]*PRIVATE KEY-----|\w+:\/\/[^/\s:@]+:[^/\s@]+@|AccountKey=/

/** Whether an environment variable is probably a secret, so that it is asked for again instead of being kept. Pure. */
export function looksSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || SECRET_VALUE.test(value)
}
